/// Puts the candidates of a cluster in order by a number for each.
public enum ScoredOrder {
  /// The candidates with the highest score first; of equals the lower id; those without a score last.
  public static func highestFirst(
    _ candidates: [InstructionID],
    score: (InstructionID) -> Double?
  ) -> [InstructionID] {
    let scored = candidates.map { (id: $0, score: score($0)) }
    return scored.sorted { left, right in
      switch (left.score, right.score) {
      case (let first?, let second?) where first != second: first > second
      case (.some, nil): true
      case (nil, .some): false
      default: left.id < right.id
      }
    }
    .map(\.id)
  }
}
