import Curation
import Testing

@testable import Clustering

@Suite struct FarthestFirstTests {
  /// The definition, word for word: the distances of all to all that are chosen.
  private func searched(_ pool: PoolVectors, _ rows: [Int], known: [Double]?) throws -> [Int] {
    var chosen: [Int] = []
    while chosen.count < rows.count {
      var best: (position: Int, distance: Double)?
      for position in rows.indices where !chosen.contains(position) {
        let distances = chosen.map { pool.squaredDistance(rows[position], rows[$0]) }
        let distance = min(distances.min() ?? .infinity, known?[rows[position]] ?? .infinity)
        if distance > best?.distance ?? -1 { best = (position, distance) }
      }
      chosen.append(try #require(best).position)
    }
    return chosen
  }

  @Test(arguments: 0..<20 as Range<UInt64>, [1, 3])
  func `bounds and several processors give what a full search gives`(seed: UInt64, workers: Int) async throws
  {
    var generator = SplitMix64(seed: seed)
    let pool = PoolVectors(try randomEmbeddings(&generator, rows: 50, dimensions: 3))
    let rows = generator.permutation(of: 50)
    var choice = FarthestFirst(QuantizedVectors(pool), rows: rows, workers: workers)
    for _ in rows { await choice.chooseNext() }
    #expect(try choice.chosen == searched(pool, rows, known: nil))
    await choice.chooseNext()
    #expect(choice.chosen.count == 50)
  }

  @Test(arguments: [1, 2])
  func `what was there before counts as chosen, and of equals the first is chosen`(workers: Int) async throws
  {
    // Whole numbers in few dimensions: many points at the very same distance, and many at the same place.
    var generator = SplitMix64(seed: 7)
    let values = (0..<120).map { _ in Float(generator.next(below: 3)) }
    let pool = PoolVectors(count: 60, dimensions: 2, values: values)
    let known = (0..<60).map { pool.squaredDistance($0, 17) }
    let rows = generator.permutation(of: 60)
    var choice = FarthestFirst(QuantizedVectors(pool), rows: rows, known: known, workers: workers)
    for _ in rows { await choice.chooseNext() }
    #expect(try choice.chosen == searched(pool, rows, known: known))
    #expect(choice.chosen.sorted() == Array(rows.indices))

    // Gone on from what was chosen before, it chooses the same.
    for count in [1, 7, 59] {
      let before = Array(choice.chosen.prefix(count))
      let nearer = (0..<60).map { row in
        before.reduce(known[row]) { min($0, pool.squaredDistance(row, rows[$1])) }
      }
      var rest = FarthestFirst(
        QuantizedVectors(pool),
        rows: rows,
        known: nearer,
        chosen: before,
        keepsFirst: true,
        workers: workers
      )
      for _ in count..<60 { await rest.chooseNext() }
      #expect(rest.chosen == choice.chosen)
    }

    var fromFirst = FarthestFirst(
      QuantizedVectors(pool),
      rows: rows,
      known: known,
      keepsFirst: true,
      workers: workers
    )
    await fromFirst.chooseNext()
    #expect(fromFirst.chosen.first == 0)
  }
}
