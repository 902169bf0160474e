public import Curation

/// How well the picks so far stand for the whole pool, beside as many picks drawn at random.
///
/// The distance of two unit vectors is 1 less their dot product. Each row of the pool has a distance to its
/// nearest pick; the mean over the rows and the largest of them, the radius, are the measures. A curve below
/// Random's covers the pool better than chance.
public struct CoverageCurve: Equatable, Sendable {
  /// How far the pool is from some picks.
  public struct Reach: Equatable, Sendable {
    /// The mean distance of a row to the nearest pick.
    public let mean: Double
    /// The largest distance of a row to the nearest pick.
    public let radius: Double
  }

  /// The measures for the first of the picks.
  public struct Point: Equatable, Sendable {
    /// How many picks count.
    public let picks: Int
    /// How far the pool is from them.
    public let curated: Reach
    /// How far it is from as many random rows, averaged over the draws.
    public let random: Reach
  }

  /// What is measured, and how.
  public struct Plan: Equatable, Sendable {
    /// The seed of the sample and the draws.
    public var seed: UInt64
    /// The largest number of rows whose distances are measured; of larger pools a random sample is.
    public var largestSample: Int
    /// The number of random draws.
    public var draws: Int
    /// The largest number of points on the curve.
    public var largestPointCount: Int

    /// Makes a plan; all numbers must be positive.
    public init(seed: UInt64 = 1, largestSample: Int = 2000, draws: Int = 5, largestPointCount: Int = 40) {
      self.seed = seed
      self.largestSample = largestSample
      self.draws = draws
      self.largestPointCount = largestPointCount
    }
  }

  /// How it was measured.
  public let plan: Plan
  /// How many rows were measured; the radius is that of these rows.
  public let measuredRows: Int
  /// The number of rows in the pool.
  public let poolRows: Int
  /// The points by number of picks, evenly spaced; the last counts all of them.
  public let points: [Point]

  /// Measures the coverage of picked rows, in the order in which they were picked.
  ///
  /// Gives nil when no pick is left, or when the plan measures nothing.
  ///
  /// Only the rows that are needed are asked for, one at a time, so a pool need not be in memory; `vector`
  /// can end the work by an error. The time is about sample × dimensions × picks × (draws + 1).
  ///
  /// - Parameters:
  ///   - pickedRows: Rows of the pool; repetitions and what is no row are left out.
  ///   - poolRows: The number of rows in the pool.
  ///   - plan: What to measure.
  ///   - vector: The unit vector of a row, all of one length.
  /// - Throws: What `vector` throws.
  public init?<Failure: Error>(
    of pickedRows: [Int],
    poolRows: Int,
    plan: Plan = Plan(),
    vector: (_ row: Int) throws(Failure) -> some Collection<Float>
  ) throws(Failure) {
    var seen: Set<Int> = []
    let picks = pickedRows.filter { (0..<poolRows).contains($0) && seen.insert($0).inserted }
    guard !picks.isEmpty, plan.largestSample > 0, plan.draws > 0, plan.largestPointCount > 0 else {
      return nil
    }
    var generator = SplitMix64(seed: plan.seed)
    let rows =
      poolRows <= plan.largestSample
      ? Array(0..<poolRows) : generator.draw(plan.largestSample, below: poolRows).sorted()
    var sample: [Float] = []
    for row in rows { sample += try vector(row) }
    let sizes = Self.sizes(upTo: picks.count, atMost: plan.largestPointCount)

    func reaches(of picks: [Int]) throws(Failure) -> [Reach] {
      var nearest = NearestPicks(sample: sample, count: rows.count)
      var reaches: [Reach] = []
      for (index, row) in picks.enumerated() {
        nearest.add(Array(try vector(row)))
        if index + 1 == sizes[reaches.count] { reaches.append(nearest.reach) }
      }
      return reaches
    }

    let curated = try reaches(of: picks)
    var random: [[Reach]] = []
    for _ in 0..<plan.draws { random.append(try reaches(of: generator.draw(picks.count, below: poolRows))) }
    self.plan = plan
    self.poolRows = poolRows
    measuredRows = rows.count
    points = sizes.indices.map { index in
      Point(picks: sizes[index], curated: curated[index], random: Reach(meanOf: random.map { $0[index] }))
    }
  }

  /// Measures the coverage of rows of embeddings whose vectors have length 1.
  ///
  /// Gives nil when none of the picks is a row, or when the plan measures nothing.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  public init?(
    of pickedRows: [Int],
    in embeddings: Embeddings,
    plan: Plan = Plan()
  ) throws(CancellationError) {
    try self.init(of: pickedRows, poolRows: embeddings.count, plan: plan) { row throws(CancellationError) in
      if Task.isCancelled { throw CancellationError() }
      return embeddings[row]
    }
  }

  /// Numbers of picks from 1 to all, evenly spaced.
  private static func sizes(upTo count: Int, atMost limit: Int) -> [Int] {
    let points = min(count, limit)
    return (1...points).map { ($0 * count + points - 1) / points }
  }
}

extension CoverageCurve.Reach {
  fileprivate init(meanOf reaches: [Self]) {
    mean = reaches.reduce(0) { $0 + $1.mean } / Double(reaches.count)
    radius = reaches.reduce(0) { $0 + $1.radius } / Double(reaches.count)
  }
}
