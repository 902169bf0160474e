import Curation
import Foundation

/// Chooses the rows that K-means begins with: greedy k-means++.
///
/// D. Arthur, S. Vassilvitskii, “k-means++: the advantages of careful seeding”, SODA 2007. Each further row is
/// drawn with a probability in proportion to its squared distance from the nearest row chosen before; of
/// `2 + ⌊ln K⌋` such draws the one that leaves the smallest total is kept, the first of equals.
///
/// Where there are more than twice `rowsForEach` rows for each one that is wanted, all of this is done among so many
/// of them, drawn evenly: what it takes to see where rows lie close together does not grow with the pool.
struct KMeansSeeding {
  /// How many rows there are to choose from for each one that is wanted, in a large pool.
  static let rowsForEach = 256

  let pool: PoolVectors
  let count: Int

  /// How many processors to use.
  var workers = 1

  /// The rows, in the order in which they were chosen.
  func rows(
    generator: inout SplitMix64,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> [Int] {
    let size = Self.rowsForEach * count
    guard pool.count > 2 * size else { return try await chosen(generator: &generator, checkpoint) }
    let drawn = generator.sample(size, of: pool.count)
    let sample = KMeansSeeding(pool: pool.selecting(drawn), count: count, workers: workers)
    return try await sample.chosen(generator: &generator, checkpoint).map { drawn[$0] }
  }

  /// How many rows are drawn for each that is chosen.
  static func draws(for count: Int) -> Int { 2 + Int(log(Double(count))) }

  /// The rows, chosen among all.
  private func chosen(
    generator: inout SplitMix64,
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> [Int] {
    var chosen = [generator.next(below: pool.count)]
    func report() throws(ClusteringError) { try checkpoint(.choosingCenters(chosen.count, of: count)) }
    let nowhere = [Double](repeating: .infinity, count: pool.count)
    var nearest = try await distances(to: chosen, or: nowhere, report)[0]
    let draws = Self.draws(for: count)
    while chosen.count < count {
      try report()
      let total = nearest.reduce(0, +)
      let drawn = (0..<draws).map { _ in draw(from: nearest, total: total, generator: &generator) }
      let candidates = try await distances(to: drawn, or: nearest, report)
      let totals = candidates.map { $0.reduce(0, +) }
      guard let best = totals.indices.min(by: { totals[$0] < totals[$1] }) else { break }
      chosen.append(drawn[best])
      nearest = candidates[best]
    }
    return chosen
  }

  /// For each of some candidates the squared distance of every row to it, or to the nearest chosen before.
  private func distances(
    to candidates: [Int],
    or nearest: [Double],
    _ checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> [[Double]] {
    let screening = Screening(pool, pool.points(at: candidates))
    let tiles = try await RowTiles(count: pool.count, workers: workers).map(
      { screening.lowered(nearest, in: $0) },
      checkpoint: checkpoint
    )
    return candidates.indices.map { candidate in tiles.flatMap { $0[candidate] } }
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
