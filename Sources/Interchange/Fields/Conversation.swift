/// The turns of a conversation in one of the usual spellings: `role` and `content`, or `from` and `value`.
struct Conversation {
  /// Who speaks.
  enum Speaker {
    case system, user, assistant, other

    init(role: String) {
      switch role.lowercased() {
      case "user", "human", "prompter": self = .user
      case "assistant", "gpt", "model", "chatgpt", "bot": self = .assistant
      case "system", "developer": self = .system
      default: self = .other
      }
    }
  }

  private var turns: [(speaker: Speaker, content: JSONValue)] = []

  /// Takes a list of messages, or nil when the value is none.
  init?(_ value: JSONValue) {
    guard case .array(let elements) = value, !elements.isEmpty else { return nil }
    for case .object(let message) in elements {
      guard let role = (message["role"] ?? message["from"])?.text else { return nil }
      turns.append((Speaker(role: role), message["content"] ?? message["value"] ?? .null))
    }
    guard turns.count == elements.count else { return nil }
  }

  /// Whether a system message comes with it.
  var hasSystemMessage: Bool { turns.contains { $0.speaker == .system } }

  /// How many turns a user has.
  var userTurnCount: Int { turns.count { $0.speaker == .user } }

  /// The content of the first or the last user's turn and of the answer that follows it, if any.
  func exchange(_ reading: FieldMapping.Reading) -> (question: JSONValue, answer: JSONValue?)? {
    let isUser = { (turn: (speaker: Speaker, content: JSONValue)) in turn.speaker == .user }
    let place = reading == .lastUserTurn ? turns.lastIndex(where: isUser) : turns.firstIndex(where: isUser)
    guard let place else { return nil }
    let reply = turns[(place + 1)...].first { $0.speaker != .other }
    return (turns[place].content, reply?.speaker == .assistant ? reply?.content : nil)
  }

  /// The content of the last answer.
  var lastAnswer: JSONValue? { turns.last { $0.speaker == .assistant }?.content }
}
