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

/// A model that is asked only as long as a cap covers what the answer may cost at most.
public actor CappedModel: ChatModel {
  public nonisolated let name: String

  private let model: any ChatModel
  private let cap: SpendingCap
  private var spent: TokenCount
  /// What the questions under way may cost at most.
  private var reserved = TokenCount()
  /// By how much prompts may be longer than they look: some tokenizers need more tokens for some languages.
  private var stretch = 1.25
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Puts a cap on a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - cap: What may be spent.
  ///   - spent: What was spent before, and counts.
  public init(_ model: any ChatModel, cap: SpendingCap, spent: TokenCount = TokenCount()) {
    name = model.name
    self.model = model
    self.cap = cap
    self.spent = spent
  }

  public func answer(_ request: ChatRequest) async -> ChatExchange {
    // What is under way may turn out to cost less than it could have.
    while !cap.covers(spent + reserved + most(of: request)), reserved.total > 0 {
      await withCheckedContinuation { waiting.append($0) }
    }
    let most = most(of: request)
    guard cap.covers(spent + most) else {
      return ChatExchange(.failure(.capReached(cap, spent: spent)), tries: 0)
    }
    reserved = reserved + most
    let exchange = await model.answer(request)
    reserved = reserved - most
    spent = spent + cost(of: exchange, to: request, most: most)
    for comer in waiting { comer.resume() }
    waiting = []
    return exchange
  }

  private func most(of request: ChatRequest) -> TokenCount {
    TokenCount(
      prompt: Int((Double(request.promptTokens) * stretch).rounded(.up)),
      completion: request.replyTokens
    )
  }

  private func cost(of exchange: ChatExchange, to request: ChatRequest, most: TokenCount) -> TokenCount {
    switch exchange.result {
    case .success(let reply):
      if let read = reply.promptTokens {
        stretch = max(stretch, 1.1 * Double(read) / Double(max(1, request.promptTokens)))
      }
      return TokenCount(
        prompt: reply.promptTokens ?? most.prompt,
        completion: reply.completionTokens ?? most.completion
      )
    // A model may have written what nobody received.
    case .failure(.timedOut), .failure(.connectionLost): return most
    case .failure: return TokenCount()
    }
  }
}

extension ChatRequest {
  /// Roughly the tokens of the question.
  public var promptTokens: Int {
    Int((CandidateText.tokens(in: system) + CandidateText.tokens(in: user)).rounded(.up)) + 20
  }
}
