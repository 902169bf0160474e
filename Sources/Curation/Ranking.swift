/// Who put the candidates of a cluster in order.
public enum RankingOrigin: Hashable, Codable, Sendable {
  /// A language model, by the name that the server gave.
  case model(name: String)
  /// A ranking made earlier and read from a file; the name says by whom it was made.
  case recorded(name: String)
  /// The heuristic that puts longer texts first. No model has read the candidates.
  case length
  /// A baseline; the name is that of the model that answered, or of the file, and empty without either. No model
  /// has weighed the candidates.
  case baseline(Baseline, of: String = "")
}

extension RankingOrigin {
  /// The name that screens, lists and exports give to this origin.
  ///
  /// Some servers report the path of a file on their machine; the file's name is what tells something.
  public var title: String {
    switch self {
    case .model(let name): Self.lastPart(of: name)
    case .recorded(let name): "\(name) (recorded)"
    case .length: "length (heuristic, no model)"
    case .baseline(.scores, let name): "scores of \(Self.lastPart(of: name)) (imported)"
    case .baseline(let baseline, ""): "\(baseline.title) (heuristic, no model)"
    case .baseline(let baseline, let name):
      "\(baseline.title) of answers by \(Self.lastPart(of: name)) (heuristic)"
    }
  }

  private static func lastPart(of name: String) -> String {
    name.hasPrefix("/") ? String(name.split(separator: "/").last ?? "model") : name
  }
}

/// An order of all candidates of a cluster, best first.
public struct Ranking: Equatable, Sendable {
  /// The number of the cluster.
  public var cluster: Int

  /// Every candidate once, best first.
  public var order: [InstructionID]

  /// Why the ranker says it put a candidate there; some candidates have none.
  ///
  /// It was written with or after the order, so it justifies the order and did not cause it.
  public var rationales: [InstructionID: String]

  /// Who made the order.
  public var origin: RankingOrigin

  /// The orders of the passes that it was made of; empty when it was made in one.
  public var passes: [[InstructionID]]

  /// Makes a ranking.
  ///
  /// - Throws: `RankingFailure` of kind repetition, unknown id or missing, unless `order` holds each of
  ///   `candidates` exactly once.
  public init(
    of candidates: [InstructionID],
    cluster: Int,
    order: [InstructionID],
    rationales: [InstructionID: String],
    origin: RankingOrigin,
    passes: [[InstructionID]] = []
  ) throws(RankingFailure) {
    let known = Set(candidates)
    var expected = known
    for id in order where expected.remove(id) == nil {
      let isKnown = known.contains(id)
      throw RankingFailure(
        isKnown ? .repetition : .unknownID,
        isKnown ? "\(id.rawValue) is named twice" : "\(id.rawValue) is not a candidate of this cluster"
      )
    }
    if let missing = candidates.first(where: expected.contains) {
      let detail = "\(expected.count) of \(candidates.count) missing, first \(missing.rawValue)"
      throw RankingFailure(.missing, detail)
    }
    self.cluster = cluster
    self.order = order
    self.rationales = rationales.filter { known.contains($0.key) }
    self.origin = origin
    self.passes = passes
  }
}

extension Ranking {
  /// The place of a candidate in the order, from 1, or nil for one that is not in it.
  public func rank(of candidate: InstructionID) -> Int? {
    order.firstIndex(of: candidate).map { $0 + 1 }
  }

  /// How far the passes agree that it was made of, or nil when it was made in one.
  public var agreement: PassAgreement? { PassAgreement(of: passes, on: order) }

  /// The places of a candidate in the passes, each from 1; none when the ranking was made in one.
  public func ranks(of candidate: InstructionID) -> [Int] {
    passes.compactMap { order in order.firstIndex(of: candidate).map { $0 + 1 } }
  }

  /// The heuristic order: longest instruction and input first, then by id.
  public static func byLength(_ candidates: [Instruction], cluster: Int) throws(RankingFailure) -> Ranking {
    let order = candidates.sorted { ($1.length, $0.id) < ($0.length, $1.id) }
    return try Ranking(
      of: candidates.map(\.id),
      cluster: cluster,
      order: order.map(\.id),
      rationales: [:],
      origin: .length
    )
  }
}

/// Why a cluster has no ranking although one was asked for.
///
/// A failed reply never becomes a pick.
public struct RankingFailure: Error, Equatable, Codable, Sendable {
  /// The classes that are counted apart.
  public enum Category: String, CaseIterable, Codable, Sendable {
    case wrongFormat = "wrong format"
    case repetition
    case missing
    case unknownID = "unknown id"
    case refusal
    case truncated
    case transport
  }

  /// The class of the failure.
  public var category: Category

  /// What exactly was wrong; may quote the reply, so it is untrusted text.
  public var detail: String

  /// Makes a failure.
  public init(_ category: Category, _ detail: String) {
    self.category = category
    self.detail = detail
  }
}
