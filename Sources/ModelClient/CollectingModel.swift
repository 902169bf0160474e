/// Stands in for a model: takes the questions and answers none.
///
/// What a run still has to ask can so be counted beforehand, or written to a file for somebody else to answer.
public struct CollectingModel: ChatModel {
  public let name: String
  /// How the shape of replies is asked for.
  public let format: ReplyFormat

  private let collect: @Sendable (ChatRequest) async throws -> Void

  /// Makes a stand-in.
  ///
  /// - Parameters:
  ///   - name: The model's name, as it would be asked for.
  ///   - format: How the shape of replies would be asked for.
  ///   - collect: Takes a question.
  public init(
    name: String,
    format: ReplyFormat = .schema,
    collect: @escaping @Sendable (ChatRequest) async throws -> Void
  ) {
    self.name = name
    self.format = format
    self.collect = collect
  }

  public func answer(_ request: ChatRequest) async -> ChatExchange {
    do {
      try await collect(request)
      return ChatExchange(.failure(.postponed), format: format, tries: 0)
    } catch {
      return ChatExchange(.failure(.notCollected(detail: "\(error)")), format: format, tries: 0)
    }
  }
}
