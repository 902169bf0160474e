import ArgumentParser
import ModelClient

/// What a run may spend, and how fast.
struct Allowance {
  /// The most that it may cost.
  var cap = SpendingCap()
  /// How much may be asked in a minute.
  var rates = RateLimits()
}

/// Caps, prices and rates of whatever a run asks a model for.
struct AllowanceOptionGroup: ParsableArguments {
  @Option(help: "Stop before the run has taken more tokens than this in all, earlier sittings included.")
  var tokenCap: Int?

  @Option(help: "Stop before the run has cost more than this in all; needs a price.")
  var moneyCap: Double?

  @Option(help: "The price of a million tokens in and out, such as 0.15,0.60 or 0.15,0.60,EUR.")
  var price: PriceArgument?

  @Option(help: "The most requests in a minute.")
  var requestsPerMinute: Int?

  @Option(help: "The most tokens in a minute, questions and replies together.")
  var tokensPerMinute: Int?

  func validate() throws {
    for (name, value) in [
      ("token-cap", tokenCap), ("requests-per-minute", requestsPerMinute),
      ("tokens-per-minute", tokensPerMinute),
    ] where value ?? 1 < 1 {
      throw ValidationError("--\(name) must be at least 1.")
    }
    guard moneyCap ?? 1 > 0 else { throw ValidationError("--money-cap must be more than 0.") }
  }

  /// The options as a run takes them; what is not said is as the endpoint's profile has it.
  ///
  /// - Throws: `CommandError` for a cap in money without a price.
  func allowance(of profile: EndpointProfile) throws -> Allowance {
    let prices = price?.prices ?? profile.prices
    guard moneyCap == nil || prices != nil else {
      throw CommandError(
        "--money-cap says nothing without a price.",
        suggestion: "Give --price IN,OUT, what a million tokens cost, or prices in the configuration."
      )
    }
    var rates = profile.rates
    rates.requestsPerMinute = requestsPerMinute ?? rates.requestsPerMinute
    rates.tokensPerMinute = tokensPerMinute ?? rates.tokensPerMinute
    return Allowance(cap: SpendingCap(tokens: tokenCap, money: moneyCap, prices: prices), rates: rates)
  }
}

/// Prices as they are typed.
struct PriceArgument: ExpressibleByArgument {
  var prices: Prices

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), let input = Double(parts[0]), let output = Double(parts[1]),
      input >= 0, output >= 0, input.isFinite, output.isFinite
    else { return nil }
    prices = Prices(currency: parts.count == 3 ? parts[2] : "USD", input: input, output: output)
  }
}
