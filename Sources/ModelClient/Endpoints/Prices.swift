/// What an endpoint's tokens cost.
public struct Prices: Equatable, Sendable {
  /// The currency as a person writes it, such as `USD`.
  public var currency: String
  /// The price of a million tokens read.
  public var input: Double
  /// The price of a million tokens written.
  public var output: Double

  /// Sets the prices.
  public init(currency: String, input: Double, output: Double) {
    self.currency = currency
    self.input = input
    self.output = output
  }

  /// What so many tokens cost, in the currency.
  public func cost(promptTokens: Int, completionTokens: Int) -> Double {
    (Double(promptTokens) * input + Double(completionTokens) * output) / 1_000_000
  }
}
