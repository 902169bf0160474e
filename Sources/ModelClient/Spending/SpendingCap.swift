/// Tokens read and written.
public struct TokenCount: Equatable, Sendable {
  /// The tokens read by a model.
  public var prompt: Int
  /// The tokens written by it.
  public var completion: Int

  /// Counts tokens.
  public init(prompt: Int = 0, completion: Int = 0) {
    self.prompt = prompt
    self.completion = completion
  }

  /// Both together.
  public var total: Int { prompt + completion }

  static func + (one: TokenCount, other: TokenCount) -> TokenCount {
    TokenCount(prompt: one.prompt + other.prompt, completion: one.completion + other.completion)
  }

  static func - (one: TokenCount, other: TokenCount) -> TokenCount {
    TokenCount(prompt: one.prompt - other.prompt, completion: one.completion - other.completion)
  }
}

/// The most that a run may cost.
public struct SpendingCap: Equatable, Sendable {
  /// The most tokens, read and written together.
  public var tokens: Int?
  /// The most money, in the currency of the prices.
  public var money: Double?
  /// What tokens cost.
  public var prices: Prices?

  /// Sets the cap; nothing is capped if nothing is said.
  public init(tokens: Int? = nil, money: Double? = nil, prices: Prices? = nil) {
    self.tokens = tokens
    self.money = money
    self.prices = prices
  }

  /// What so many tokens cost, or nil where no prices are known.
  public func cost(_ count: TokenCount) -> Double? {
    prices?.cost(promptTokens: count.prompt, completionTokens: count.completion)
  }

  func covers(_ count: TokenCount) -> Bool {
    if let tokens, count.total > tokens { return false }
    if let money, let cost = cost(count), cost > money { return false }
    return true
  }
}
