import NIOHTTP1

/// A model as a server lists it.
struct ServedModel: Equatable, Sendable {
  /// Its name; untrusted text.
  var id: String
  /// How much it can hold, where the server tells.
  var contextTokens: Int?

  /// What servers call it: vLLM, OpenRouter and LM Studio, Groq, Mistral.
  private static let contextFields = [
    "max_model_len", "context_length", "context_window", "max_context_length", "max_input_tokens",
  ]
}

extension HTTPTransport {
  /// The models that the server lists.
  ///
  /// - Throws: What is wrong with the endpoint.
  func models() async throws(ModelError) -> [ServedModel] {
    let list = try await json(.GET, endpoint.modelsAddress)
    guard case .array(let entries)? = list["data"] else { throw .unreadableReply(detail: clipped(list.json)) }
    return entries.compactMap { entry in
      entry["id"]?.text.map { id in ServedModel(id: clipped(id), in: entry) }
    }
  }
}

extension ServedModel {
  fileprivate init(id: String, in entry: JSONValue) {
    let told = Self.contextFields.lazy.compactMap { entry[$0]?.whole }.first
    self.init(id: id, contextTokens: told)
  }
}
