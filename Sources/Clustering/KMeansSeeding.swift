import Curation
import Foundation

/// Chooses the rows that K-means begins with: greedy k-means++.
///
/// D. Arthur, S. Vassilvitskii, “k-means++: the advantages of careful seeding”, SODA 2007. Each further row is
/// drawn with a probability in proportion to its squared distance from the nearest row chosen before; of
/// `2 + ⌊ln K⌋` such draws the one that leaves the smallest total is kept, the first of equals.
struct KMeansSeeding {
  let points: Points
  let count: Int

  /// The rows, in the order in which they were chosen.
  func rows(
    generator: inout SplitMix64,
    _ checkpoint: Checkpoint
  ) throws(ClusteringError) -> [Int] {
    var chosen = [generator.next(below: points.count)]
    var nearest = (0..<points.count).map { points.squaredDistance($0, to: points, chosen[0]) }
    let draws = 2 + Int(log(Double(count)))
    while chosen.count < count {
      try checkpoint(.choosingCenters(chosen.count, of: count))
      var best: (row: Int, nearest: [Double], total: Double)?
      let total = nearest.reduce(0, +)
      for _ in 0..<draws {
        let row = draw(from: nearest, total: total, generator: &generator)
        let candidate = (0..<points.count).map { index in
          // A row at distance 0 stays there: no need to look.
          nearest[index] == 0 ? 0 : min(nearest[index], points.squaredDistance(index, to: points, row))
        }
        let candidateTotal = candidate.reduce(0, +)
        if candidateTotal < best?.total ?? .infinity { best = (row, candidate, candidateTotal) }
      }
      guard let best else { break }
      chosen.append(best.row)
      nearest = best.nearest
    }
    return chosen
  }

  /// Draws a row with a probability in proportion to its weight; any row when all weights are zero.
  private func draw(from weights: [Double], total: Double, generator: inout SplitMix64) -> Int {
    guard total > 0 else { return generator.next(below: weights.count) }
    var rest = generator.nextFraction() * total
    for (row, weight) in weights.enumerated() where weight > 0 {
      rest -= weight
      if rest < 0 { return row }
    }
    // Rounding can leave a crumb beyond the last weight.
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
