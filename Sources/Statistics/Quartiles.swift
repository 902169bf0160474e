/// The three values that divide sorted values into quarters.
///
/// Between two values they are interpolated linearly: definition 7 of R. J. Hyndman and Y. Fan, “Sample
/// quantiles in statistical packages”, The American Statistician 50 (1996), the default of NumPy and R.
public struct Quartiles: Equatable, Sendable {
  /// A quarter of the values lie at or below it.
  public let lower: Double
  /// Half of the values lie at or below it.
  public let median: Double
  /// Three quarters of the values lie at or below it.
  public let upper: Double

  /// Finds the quartiles of finite values, or gives nil for none.
  public init?(of values: [Double]) {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return nil }
    func quantile(_ fraction: Double) -> Double {
      let place = fraction * Double(last)
      let below = Int(place)
      let above = min(below + 1, last)
      return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }
    lower = quantile(0.25)
    median = quantile(0.5)
    upper = quantile(0.75)
  }
}
