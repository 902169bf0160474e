public import Curation

/// How often a reason was given.
public struct ReasonCount: Equatable, Sendable {
  /// The reason, or nil for decisions that need one and have none.
  public let reason: Reason?
  /// How many overrides gave it.
  public let overrides: Int
  /// How many clusters were left without a pick for it.
  public let nones: Int

  /// Counts the reasons of overrides and nones: every code in its usual order, then those without one.
  static func count(_ judgements: [Judgement]) -> [ReasonCount] {
    var overrides: [Reason?: Int] = [:]
    var nones: [Reason?: Int] = [:]
    for judgement in judgements {
      switch judgement.verdict {
      case .override: overrides[judgement.reason, default: 0] += 1
      case .none: nones[judgement.reason, default: 0] += 1
      case .accept, .pick, .skip: break
      }
    }
    return (Reason.allCases + [nil]).map { reason in
      ReasonCount(reason: reason, overrides: overrides[reason] ?? 0, nones: nones[reason] ?? 0)
    }
  }
}
