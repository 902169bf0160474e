/// What is odd about an order that is valid all the same: a ranker that did not weigh the candidates.
public enum RankingOddity: String, CaseIterable, Codable, Sendable {
  /// The candidates came back in the order in which they were shown.
  case presentationOrder = "the order as shown"
  /// The candidates came back in the reverse of the order in which they were shown.
  case reversedPresentation = "the order as shown, reversed"
  /// All candidates that were explained were explained in the same words.
  case sameRationale = "the same rationale for all"
}

extension Ranking {
  /// What is odd about the order, given how the ranker saw the candidates.
  ///
  /// Nothing is where no model ranked: nobody showed anything to a heuristic.
  public func oddities(shown: [InstructionID]) -> [RankingOddity] {
    guard case .model = origin else { return [] }
    var oddities: [RankingOddity] = []
    // Of two candidates each order is one of these.
    if order.count > 2, order == shown { oddities.append(.presentationOrder) }
    if order.count > 2, order.elementsEqual(shown.reversed()) { oddities.append(.reversedPresentation) }
    if rationales.count > 1, Set(rationales.values).count == 1 { oddities.append(.sameRationale) }
    return oddities
  }
}
