/// An order that no language model makes by reading the candidates: what a ranker has to beat.
public enum Baseline: String, CaseIterable, Codable, Sendable {
  /// A seeded shuffle.
  case random
  /// Shortest instruction and input first.
  case shortest = "length-short"
  /// Greedy k-center over the whole pool: each pick as far as possible from all picks so far.
  case kCenter = "k-center"
  /// Greedy facility location: each pick the one that makes the picks stand best for the whole pool.
  case facilityLocation = "facility-location"
  /// Least like a thousand others by ROUGE-L first.
  case rougeDiversity = "rouge-diversity"
  /// Most different pairs of words in three answers of a model first.
  case openEndedness = "open-endedness"
  /// Least surprising answer of a model first.
  case lowPerplexity = "perplexity-low"
  /// Answer closest to the cluster's median perplexity first.
  case midPerplexity = "perplexity-mid"
  /// Most surprising answer of a model first.
  case highPerplexity = "perplexity-high"
  /// Highest number of a file first.
  case scores
}

extension Baseline {
  /// Its name, in words.
  public var title: String {
    switch self {
    case .random: "random"
    case .shortest: "length, shortest first"
    case .kCenter: "k-center"
    case .facilityLocation: "facility location"
    case .rougeDiversity: "ROUGE diversity"
    case .openEndedness: "open-endedness"
    case .lowPerplexity: "low perplexity"
    case .midPerplexity: "middle perplexity"
    case .highPerplexity: "high perplexity"
    case .scores: "scores"
    }
  }

  /// What comes first, in a sentence.
  public var explanation: String {
    switch self {
    case .random: "A shuffle that depends on the seed alone."
    case .shortest: "Shorter texts come first."
    case .kCenter: "What is farthest from the picks of all other clusters comes first."
    case .facilityLocation: "What makes the picks stand best for the whole pool comes first."
    case .rougeDiversity: "What shares the fewest words in order with others comes first."
    case .openEndedness: "What a model answers in the most different words comes first."
    case .lowPerplexity: "What a model answers with the least surprise comes first."
    case .midPerplexity: "What a model answers with middling surprise comes first."
    case .highPerplexity: "What a model answers with the most surprise comes first."
    case .scores: "What has the highest score in the file comes first."
    }
  }

  /// Whether a model has to answer the candidates for it.
  public var asksModel: Bool {
    switch self {
    case .openEndedness, .lowPerplexity, .midPerplexity, .highPerplexity: true
    case .random, .shortest, .kCenter, .facilityLocation, .rougeDiversity, .scores: false
    }
  }
}
