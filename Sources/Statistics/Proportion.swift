/// How many of some trials succeeded.
///
/// There is no bare rate to take out of it: below 30 trials it says that there is not enough data.
public struct Proportion: Equatable, Sendable {
  /// How many succeeded.
  public let successes: Int
  /// How many there were, n.
  public let trials: Int

  /// What the trials tell about the rate behind them.
  public enum Estimate: Equatable, Sendable {
    /// There are fewer than `Proportion.fewestTrials`.
    case notEnoughData
    /// The observed rate and its 95 % interval, both from 0 to 1.
    case measured(rate: Double, interval: ClosedRange<Double>)
  }

  /// The number of trials from which on a rate is given.
  public static let fewestTrials = 30

  /// Makes a proportion; `successes` must lie between 0 and `trials`.
  public init(successes: Int, trials: Int) {
    self.successes = successes
    self.trials = trials
  }

  /// The observed rate with its 95 % score interval, or that there is not enough data.
  ///
  /// E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22 (1927).
  public var estimate: Estimate {
    guard trials >= Self.fewestTrials else { return .notEnoughData }
    let z = 1.959963984540054  // the 0.975 quantile of the normal distribution
    let (n, rate) = (Double(trials), Double(successes) / Double(trials))
    let scale = 1 + z * z / n
    let center = (rate + z * z / (2 * n)) / scale
    let reach = z / scale * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot()
    return .measured(rate: rate, interval: max(0, center - reach)...min(1, center + reach))
  }
}

extension Proportion {
  /// Counts how many outcomes are true.
  init(_ outcomes: some Sequence<Bool>) {
    var (successes, trials) = (0, 0)
    for outcome in outcomes {
      trials += 1
      if outcome { successes += 1 }
    }
    self.init(successes: successes, trials: trials)
  }
}
