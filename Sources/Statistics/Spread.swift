/// The mean of a figure over random draws, and how far they differ.
public struct Spread: Equatable, Encodable, Sendable {
  /// The mean.
  public let mean: Double
  /// The standard deviation of the draws (n − 1); 0 for one.
  public let deviation: Double

  /// Takes the mean of values; nil for none.
  public init?(of values: [Double]) {
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    deviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : 0
  }

  /// How many standard deviations a value lies above the mean; nil when the draws do not differ.
  public func deviations(of value: Double) -> Double? {
    deviation > 0 ? (value - mean) / deviation : nil
  }
}
