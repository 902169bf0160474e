/// What may be spent: some of it is set aside for each question under way until it is known what that cost.
actor Purse {
  /// What was set aside for a question.
  struct Share: Sendable {
    fileprivate var estimate: TokenCount
    fileprivate var most: TokenCount
  }

  private let cap: SpendingCap
  private var spent: TokenCount
  /// What the questions under way may cost at most.
  private var reserved = TokenCount()
  /// By how much prompts may be longer than they look: some tokenizers need more tokens for some languages.
  private var stretch = 1.25
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Opens a purse; what was spent before counts.
  init(cap: SpendingCap, spent: TokenCount) {
    self.cap = cap
    self.spent = spent
  }

  /// Sets aside what a question may cost at most; each share must be settled.
  ///
  /// - Parameter estimate: What the question looks to cost.
  /// - Returns: The share.
  /// - Throws: `ModelError.capReached`.
  func reserve(_ estimate: TokenCount) async throws(ModelError) -> Share {
    // What is under way may turn out to cost less than it could have.
    while !cap.covers(spent + reserved + most(of: estimate)), reserved.total > 0 {
      await withCheckedContinuation { waiting.append($0) }
    }
    let most = most(of: estimate)
    guard cap.covers(spent + most) else { throw .capReached(cap, spent: spent) }
    reserved = reserved + most
    return Share(estimate: estimate, most: most)
  }

  /// Says that a question was answered, and what that cost as far as the server tells.
  func settle(_ share: Share, prompt: Int?, completion: Int?) {
    if let prompt { stretch = max(stretch, 1.1 * Double(prompt) / Double(max(1, share.estimate.prompt))) }
    settle(
      share,
      TokenCount(prompt: prompt ?? share.most.prompt, completion: completion ?? share.most.completion)
    )
  }

  /// Says that a question was not answered.
  func settle(_ share: Share, _ failure: ModelError) {
    switch failure {
    // A model may have written what nobody received.
    case .timedOut, .connectionLost: settle(share, share.most)
    default: settle(share, TokenCount())
    }
  }

  private func settle(_ share: Share, _ cost: TokenCount) {
    reserved = reserved - share.most
    spent = spent + cost
    for comer in waiting { comer.resume() }
    waiting = []
  }

  private func most(of estimate: TokenCount) -> TokenCount {
    TokenCount(
      prompt: Int((Double(estimate.prompt) * stretch).rounded(.up)),
      completion: estimate.completion
    )
  }
}
