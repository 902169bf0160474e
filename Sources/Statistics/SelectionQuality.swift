public import Curation

/// How well some picks stand for a pool, and how much they repeat each other, whoever made them.
///
/// The distance of two unit vectors is 1 less their dot product; negative ones, which only rounding brings, count as 0.
public struct SelectionQuality: Equatable, Sendable {
  /// How far the pool is from the first of the picks.
  public struct Point: Equatable, Sendable {
    /// How many picks count.
    public let picks: Int
    /// How far the pool is from them.
    public let reach: CoverageCurve.Reach
  }

  /// How many picks there are.
  public let picks: Int
  /// How far the pool is from the first tenth of the picks, the first two tenths, and so on to all of them.
  public let curve: [Point]
  /// The mean distance of two picks; nil for fewer than two.
  public let pairMean: Double?
  /// The least distance of two picks; nil for fewer than two.
  public let pairLeast: Double?
  /// The Euclidean distance between the mean of the picks' unit vectors and that of the pool's.
  public let centroidShift: Double
  /// Among how many picks, drawn at random where there are more, pairs and repetitions are measured.
  public let comparedPicks: Int
  /// How many picks are as good as the same as an earlier one: a similarity of `Likeness.leastOfSame` and more.
  public let repeated: Int
  /// How many picks are near an earlier one or the same: `Likeness.leastOfNear` and more.
  public let nearlyRepeated: Int
  /// How many of the topics have a pick.
  public let topics: Int
  /// How evenly the picks are spread over all topics: the entropy of their shares, as a part of the highest; 1 for as many
  /// picks in each.
  public let evenness: Double

  /// How far the pool is from all picks.
  public var reach: CoverageCurve.Reach? { curve.last?.reach }

  /// The vectors of a pool, and what is the same for all picks from it.
  public struct Pool: Sendable {
    let vectors: UnitRows
    let mean: [Double]
    let sample: [Int]
    let topics: [Int]
    let topicCount: Int
    let mostCompared: Int

    /// Prepares a pool.
    ///
    /// - Parameters:
    ///   - embeddings: The vectors; they are scaled to length 1.
    ///   - topics: For each row the number of its topic, from 0.
    ///   - largestSample: The most rows whose distance to the picks is measured; of larger pools a random sample is.
    ///   - mostCompared: The most picks that are compared with each other; of more a random sample is.
    public init(
      _ embeddings: Embeddings,
      topics: [Int],
      largestSample: Int = 5000,
      mostCompared: Int = 5000
    ) {
      self.mostCompared = mostCompared
      vectors = UnitRows(embeddings)
      mean = vectors.mean(of: 0..<embeddings.count)
      self.topics = topics
      topicCount = (topics.max() ?? -1) + 1
      var generator = SplitMix64(seed: 1)
      sample =
        embeddings.count <= largestSample
        ? Array(0..<embeddings.count) : generator.draw(largestSample, below: embeddings.count).sorted()
    }

    /// The number of rows.
    public var count: Int { vectors.count }

    /// How many rows the distances are measured of.
    public var measuredRows: Int { sample.count }
  }

  /// Measures picks, in the order in which they were made; nil when there are none.
  ///
  /// - Parameters:
  ///   - rows: Rows of the pool, each once.
  ///   - pool: The pool.
  /// - Throws: `CancellationError` when the task is cancelled.
  public init?(of rows: [Int], in pool: Pool) throws(CancellationError) {
    guard !rows.isEmpty else { return nil }
    picks = rows.count
    curve = try Self.curve(of: rows, in: pool)
    let compared = Self.sample(of: rows, atMost: pool.mostCompared)
    comparedPicks = compared.count
    let pairs = try PairDistances(compared, in: pool.vectors)
    pairMean = pairs.mean
    pairLeast = pairs.least
    centroidShift = zip(pool.vectors.mean(of: rows), pool.mean)
      .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    repeated = pairs.repeated
    nearlyRepeated = pairs.nearlyRepeated
    var counts = [Int](repeating: 0, count: pool.topicCount)
    for row in rows where pool.topics.indices.contains(row) { counts[pool.topics[row]] += 1 }
    topics = counts.count { $0 > 0 }
    evenness = Evenness.value(of: counts)
  }

  /// Some of the picks in their order, which depend on their number alone.
  private static func sample(of rows: [Int], atMost count: Int) -> [Int] {
    guard rows.count > count else { return rows }
    var generator = SplitMix64(seed: 1)
    return generator.draw(count, below: rows.count).sorted().map { rows[$0] }
  }

  private static func curve(of rows: [Int], in pool: Pool) throws(CancellationError) -> [Point] {
    let steps = min(10, rows.count)
    let sizes = (1...steps).map { ($0 * rows.count + steps - 1) / steps }
    var nearest = NearestPicks(sample: pool.vectors.gather(pool.sample), count: pool.sample.count)
    var points: [Point] = []
    for (index, row) in rows.enumerated() {
      if Task.isCancelled { throw CancellationError() }
      nearest.add(Array(pool.vectors[row]))
      if index + 1 == sizes[points.count] { points.append(Point(picks: index + 1, reach: nearest.reach)) }
    }
    return points
  }
}

/// Vectors scaled to length 1, row by row.
struct UnitRows: Sendable {
  let count: Int
  private let dimensions: Int
  private let values: [Float]

  init(_ embeddings: Embeddings) {
    count = embeddings.count
    dimensions = embeddings.dimensions
    var values = embeddings.values
    for row in 0..<count {
      let scale = embeddings.unitScale(of: row)
      // Vectors of length 1 keep their bits.
      guard abs(scale - 1) > 5e-7 else { continue }
      for index in row * dimensions..<(row + 1) * dimensions {
        values[index] = Float(Double(values[index]) * scale)
      }
    }
    self.values = values
  }

  subscript(row: Int) -> ArraySlice<Float> { values[row * dimensions..<(row + 1) * dimensions] }

  /// Some of the rows, one after the other.
  func gather(_ rows: [Int]) -> [Float] { rows.flatMap { self[$0] } }

  /// The mean of some rows, in Float64.
  func mean(of rows: some Collection<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: dimensions)
    values.withUnsafeBufferPointer { values in
      for row in rows {
        for index in 0..<dimensions { sums[index] += Double(values[row * dimensions + index]) }
      }
    }
    return sums.map { $0 / Double(max(1, rows.count)) }
  }

  /// The dot product of two rows, summed in Float64.
  func dot(_ first: Int, _ second: Int) -> Double {
    values.withUnsafeBufferPointer { values in
      Statistics.dot(
        UnsafeBufferPointer(rebasing: values[first * dimensions..<(first + 1) * dimensions]),
        UnsafeBufferPointer(rebasing: values[second * dimensions..<(second + 1) * dimensions])
      )
    }
  }
}

/// What the distances between all pairs of some picks come to.
private struct PairDistances {
  private(set) var mean: Double?
  private(set) var least: Double?
  private(set) var repeated = 0
  private(set) var nearlyRepeated = 0

  init(_ rows: [Int], in vectors: UnitRows) throws(CancellationError) {
    var (sum, least) = (0.0, Double.infinity)
    for (index, row) in rows.enumerated() {
      if Task.isCancelled { throw CancellationError() }
      var closest = -1.0
      for other in rows[..<index] {
        let similarity = vectors.dot(row, other)
        closest = max(closest, similarity)
        sum += max(0, 1 - similarity)
      }
      guard index > 0 else { continue }
      least = min(least, max(0, 1 - closest))
      switch Likeness(similarity: closest) {
      case .same:
        repeated += 1
        nearlyRepeated += 1
      case .near: nearlyRepeated += 1
      case .different: break
      }
    }
    guard rows.count > 1 else { return }
    mean = sum / Double(rows.count * (rows.count - 1) / 2)
    self.least = least
  }
}
