public import Curation

extension CandidateOrders {
  /// Greedy facility location over all clusters together.
  ///
  /// The value of some picks is the sum, over the rows of the pool, of each row's cosine similarity to the pick most
  /// like it, negative ones counted as 0. One candidate after the other is picked, each adding the most, until every
  /// cluster has its picks, which lead its order as they were picked; the others follow by what each would add. Under such
  /// a quota the greedy choice has at least half of the best value (M. L. Fisher, G. L. Nemhauser, L. A. Wolsey,
  /// “An analysis of approximations for maximizing submodular set functions II”, 1978). What a row adds can only
  /// shrink, so that an old value is a bound (M. Minoux, “Accelerated greedy algorithms”, 1978).
  ///
  /// - Parameters:
  ///   - embeddings: The vectors, one for each row.
  ///   - largestSample: The most rows of the pool that are to be stood for; of larger pools a seeded sample is.
  /// - Returns: The orders of the clusters, best first.
  /// - Throws: `ClusteringError` when a vector is not finite, or the task is cancelled.
  public func facilityLocation(
    _ embeddings: Embeddings,
    largestSample: Int = 2000
  ) throws(ClusteringError) -> [[Int]] {
    var places = Places(clusters, picks: picks)
    var sample = Array(0..<embeddings.count)
    if sample.count > largestSample {
      var generator = SplitMix64(seed: seed)
      sample = generator.sample(largestSample, of: embeddings.count)
    }
    var gains = FacilityGains(vectors: try UnitVectors(checking: embeddings), sample: sample)
    while places.isOpen {
      guard !Task.isCancelled else { throw .cancelled }
      guard let row = gains.best(among: places.rows.filter(places.isOpen)) else { break }
      gains.pick(row)
      places.pick(row)
    }
    return places.orders { gains.gain(of: $0) }
  }
}

/// What each row would add to the picks so far.
private struct FacilityGains {
  private let vectors: UnitVectors
  /// The rows to be stood for.
  private let sample: [Int]
  /// The similarity of each row to each of those, row by row; empty for large pools, where it is worked out anew.
  private let table: [Double]
  /// For each of those the similarity to the pick most like it.
  private var covered: [Double]
  /// For each row what it added when it was last looked at; the picked are at -1.
  private var bounds: [Double]
  /// How many picks there were then.
  private var lookedAt: [Int]
  private var count = 0

  /// The most similarities that are kept.
  private static let largestTable = 4_000_000

  init(vectors: UnitVectors, sample: [Int]) {
    self.vectors = vectors
    self.sample = sample
    table =
      vectors.count * sample.count > Self.largestTable
      ? [] : (0..<vectors.count).flatMap { row in sample.map { vectors.similarity(row, $0) } }
    covered = [Double](repeating: 0, count: sample.count)
    bounds = [Double](repeating: .infinity, count: vectors.count)
    lookedAt = [Int](repeating: -1, count: vectors.count)
  }

  /// The row that adds the most; the lowest of equals.
  mutating func best(among rows: [Int]) -> Int? {
    let candidates = rows.filter { bounds[$0] >= 0 }
    // Looked at first, the highest bound spares most of the others.
    guard let highest = candidates.max(by: { (bounds[$0], $1) < (bounds[$1], $0) }) else { return nil }
    var best = (row: highest, gain: gain(of: highest))
    for row in candidates where (bounds[row], -row) > (best.gain, -best.row) {
      let gain = gain(of: row)
      if (gain, -row) > (best.gain, -best.row) { best = (row, gain) }
    }
    return best.row
  }

  /// What a row adds now; -1 for a pick.
  mutating func gain(of row: Int) -> Double {
    guard bounds[row] >= 0, lookedAt[row] < count else { return bounds[row] }
    var gain = 0.0
    for index in sample.indices { gain += max(0, similarity(row, index) - covered[index]) }
    bounds[row] = gain
    lookedAt[row] = count
    return gain
  }

  /// The similarity of a row to one of those to be stood for.
  private func similarity(_ row: Int, _ index: Int) -> Double {
    table.isEmpty ? vectors.similarity(row, sample[index]) : table[row * sample.count + index]
  }

  mutating func pick(_ row: Int) {
    for index in sample.indices { covered[index] = max(covered[index], similarity(row, index)) }
    bounds[row] = -1
    count += 1
  }
}

extension UnitVectors {
  /// The cosine similarity of two vectors, summed in Float64 and in one fixed order.
  func similarity(_ first: Int, _ second: Int) -> Double {
    values.withUnsafeBufferPointer { values in
      var sum = SIMD4<Double>.zero
      let (left, right) = (first * stride, second * stride)
      for register in 0..<stride {
        sum += SIMD4<Double>(values[left + register]) * SIMD4<Double>(values[right + register])
      }
      return sum.sum()
    }
  }
}
