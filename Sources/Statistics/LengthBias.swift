/// Whether a ranker prefers long texts or short ones.
public struct LengthBias: Equatable, Sendable {
  /// How length goes with a good place within the clusters, averaged over them, from −1 to 1.
  ///
  /// Spearman's rank correlation: 1 where longer is always better, −1 where shorter is, 0 by chance (C. Spearman, “The
  /// proof and measurement of association between two things”, 1904). Clusters whose candidates are all of one length
  /// have none.
  public let correlation: MeanMeasure
  /// The median length of the picks; nil without any.
  public let medianOfPicks: Double?
  /// The median length of the pool; nil for an empty one.
  public let medianOfPool: Double?

  /// From which correlation on, either way, one is to be warned.
  public static let warningLevel = 0.3

  /// Whether lengths matter so much that one is to be warned.
  public var isWorthAWarning: Bool { correlation.value.map { abs($0) > Self.warningLevel } ?? false }

  /// Measures orders, best first, of rows with lengths.
  ///
  /// - Parameters:
  ///   - orders: One for each cluster, best first.
  ///   - picks: How many candidates of a cluster are picked.
  ///   - lengths: The length of each row of the pool.
  public init(_ orders: [[Int]], picks: Int, lengths: [Int]) {
    correlation = MeanMeasure(
      orders.compactMap { order in
        let goodness = order.indices.map { Double(order.count - $0) }
        return Spearman.correlation(order.map { Double(lengths[$0]) }, goodness).map { ($0, 0) }
      }
    )
    let picked = orders.flatMap { $0.prefix(max(1, picks)) }.map { Double(lengths[$0]) }
    medianOfPicks = Quartiles(of: picked)?.median
    medianOfPool = Quartiles(of: lengths.map(Double.init))?.median
  }
}

/// The correlation of ranks; of equals each gets the mean of their ranks.
enum Spearman {
  /// The correlation, or nil where one side has but one value.
  static func correlation(_ first: [Double], _ second: [Double]) -> Double? {
    let (first, second) = (ranks(of: first), ranks(of: second))
    let mean = Double(first.count + 1) / 2
    var (product, firstSquare, secondSquare) = (0.0, 0.0, 0.0)
    for (left, right) in zip(first, second) {
      product += (left - mean) * (right - mean)
      firstSquare += (left - mean) * (left - mean)
      secondSquare += (right - mean) * (right - mean)
    }
    let scale = (firstSquare * secondSquare).squareRoot()
    return scale > 0 ? product / scale : nil
  }

  private static func ranks(of values: [Double]) -> [Double] {
    let places = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    for run in places.enumerated().map({ ($0.offset, $0.element) }).runs(by: { values[$0.1] }) {
      let mean = Double(run.reduce(0) { $0 + $1.0 + 1 }) / Double(run.count)
      for (_, place) in run { ranks[place] = mean }
    }
    return ranks
  }
}
