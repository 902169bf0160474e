import Curation

extension Judgement {
  /// The ranker's order, unless there is none or it is empty.
  var order: [InstructionID]? { rankerOrder.flatMap { $0.isEmpty ? nil : $0 } }

  /// Whether candidates are, as a set, the ranker's first ones; nothing chosen is never the ranker's pick.
  func isRankersPick(_ chosen: [InstructionID]) -> Bool {
    guard let order, !chosen.isEmpty else { return false }
    return chosen.count == 1 ? chosen.first == order.first : Set(chosen) == Set(order.prefix(chosen.count))
  }

  /// The place of the best-ranked candidate of `choice` in the ranker's order, from 1.
  var bestRank: Int? {
    guard let order else { return nil }
    return order.firstIndex { choice.contains($0) }.map { $0 + 1 }
  }

  /// Where the ranker's first candidate stood on screen, from 1.
  var rankersPosition: Int? {
    guard let first = order?.first else { return nil }
    return shownOrder.firstIndex(of: first).map { $0 + 1 }
  }

  /// The lottery against which this judgement is measured.
  ///
  /// Where nothing was chosen the lottery draws one.
  var lottery: PickLottery? {
    order.map { PickLottery(candidates: $0.count, picks: max(1, min(choice.count, $0.count))) }
  }
}
