public import Curation

/// How often a ranker's first candidates are what people picked.
///
/// A cluster counts where people picked something and the ranker has an order; as many of its first candidates are
/// compared as were picked, as a set.
public struct HumanAgreement: Equatable, Sendable {
  /// Over all clusters in which people picked something.
  public let overall: Proportion
  /// Over those whose first choice was made without seeing any ranking.
  public let blind: Proportion
  /// The rate that random picks would reach, over all those clusters; nil without any.
  public let chance: Double?

  /// Compares orders with what people picked.
  ///
  /// - Parameters:
  ///   - orders: For each cluster the candidates, best first.
  ///   - judgements: What people decided; the newest about each cluster counts.
  public init(_ orders: [Int: [InstructionID]], with judgements: [Judgement]) {
    let pairs = StandingJudgements(judgements).decisions.compactMap {
      judgement -> (Judgement, [InstructionID])? in
      guard !judgement.choice.isEmpty, let order = orders[judgement.cluster], !order.isEmpty else {
        return nil
      }
      return (judgement, order)
    }
    func agrees(_ judgement: Judgement, _ order: [InstructionID]) -> Bool {
      Set(judgement.choice) == Set(order.prefix(judgement.choice.count))
    }
    overall = Proportion(pairs.map(agrees))
    blind = Proportion(pairs.filter { $0.0.basis == .blind }.map(agrees))
    let chances = pairs.map { judgement, order in
      PickLottery(candidates: order.count, picks: min(judgement.choice.count, order.count)).agreement
    }
    chance = chances.isEmpty ? nil : chances.reduce(0, +) / Double(chances.count)
  }
}
