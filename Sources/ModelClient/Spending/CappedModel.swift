/// A model that is asked only as long as a cap covers what the answer may cost at most.
public struct CappedModel: ChatModel {
  private let model: any ChatModel
  private let purse: Purse

  public var name: String { model.name }

  /// Puts a cap on a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - cap: What may be spent.
  ///   - spent: What was spent before, and counts.
  public init(_ model: any ChatModel, cap: SpendingCap, spent: TokenCount = TokenCount()) {
    self.model = model
    purse = Purse(cap: cap, spent: spent)
  }

  public func answer(_ request: ChatRequest) async -> ChatExchange {
    do throws(ModelError) {
      let share = try await purse.reserve(
        TokenCount(prompt: request.promptTokens, completion: request.replyTokens)
      )
      let exchange = await model.answer(request)
      switch exchange.result {
      case .success(let reply):
        await purse.settle(share, prompt: reply.promptTokens, completion: reply.completionTokens)
      case .failure(let error): await purse.settle(share, error)
      }
      return exchange
    } catch {
      return ChatExchange(.failure(error), tries: 0)
    }
  }
}

extension ChatRequest {
  /// Roughly the tokens of the question.
  public var promptTokens: Int {
    Int((CandidateText.tokens(in: system) + CandidateText.tokens(in: user)).rounded(.up)) + 20
  }
}
