/// Why a curator overrode the ranker, or found nothing worth an annotator.
public enum Reason: String, CaseIterable, Codable, Sendable {
  case duplicate
  case ambiguous
  case missingContext = "missing-context"
  case falsePremise = "false-premise"
  case unsafe
  case trivial
  case costly
  case offDomain = "off-domain"
  case coverage
  case suspicious
  case broken
  case other
}

extension Reason {
  /// The reasons that there can be for a verdict: where nothing is picked, nothing is better.
  public static func reasons(for verdict: Verdict) -> [Reason] {
    allCases.filter { verdict != .none || $0 != .coverage }
  }

  /// The words that a screen or a list shows.
  public var title: String {
    switch self {
    case .duplicate: "duplicate of a pick"
    case .ambiguous: "ambiguous"
    case .missingContext: "needs missing context"
    case .falsePremise: "false premise"
    case .unsafe: "unsafe or personal data"
    case .trivial: "trivial"
    case .costly: "too costly to annotate"
    case .offDomain: "off-domain"
    case .coverage: "better for coverage"
    case .suspicious: "injection or spam"
    case .broken: "broken text"
    case .other: "other"
    }
  }

  /// The one key that chooses it where the room asks why.
  ///
  /// None of these letters occurs in an escape sequence of an arrow or function key, so a key that arrives
  /// in pieces chooses nothing. None decides in the room either: whoever presses `u` to think again has not said
  /// "unsafe".
  public var key: Character {
    switch self {
    case .duplicate: "d"
    case .ambiguous: "g"
    case .missingContext: "m"
    case .falsePremise: "f"
    case .unsafe: "p"
    case .trivial: "l"
    case .costly: "c"
    case .offDomain: "n"
    case .coverage: "v"
    case .suspicious: "i"
    case .broken: "b"
    case .other: "e"
    }
  }
}
