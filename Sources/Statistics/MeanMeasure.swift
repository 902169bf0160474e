/// The mean of one value for each of some clusters, with its interval and what chance alone would give.
public struct MeanMeasure: Equatable, Sendable {
  /// How many clusters have a value.
  public let count: Int
  /// The mean; nil without values.
  public let value: Double?
  /// The 95 % interval of the mean by the central limit theorem; nil for fewer than `Proportion.fewestTrials`.
  public let interval: ClosedRange<Double>?
  /// The mean that chance alone would give; nil without values.
  public let chance: Double?

  /// Takes the mean of values, each beside what chance would give in its place.
  init(_ values: [(value: Double, chance: Double)]) {
    count = values.count
    guard !values.isEmpty else {
      (value, interval, chance) = (nil, nil, nil)
      return
    }
    let size = Double(values.count)
    let mean = values.reduce(0) { $0 + $1.value } / size
    value = mean
    chance = values.reduce(0) { $0 + $1.chance } / size
    guard values.count >= Proportion.fewestTrials else {
      interval = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) }
    let reach = 1.959963984540054 * (squares / (size - 1) / size).squareRoot()
    interval = mean - reach...mean + reach
  }
}
