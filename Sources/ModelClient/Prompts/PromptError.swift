/// Why the words of a question cannot be used.
public enum PromptError: Error, Equatable, Sendable {
  case notFound(name: String)
  case unreadable(file: String, reason: String)
  case flaw(file: String, line: Int, reason: String)
  case unusableCriteria(reason: String)
}

extension PromptError {
  /// What is wrong, and where.
  public var summary: String {
    switch self {
    case .notFound(let name): "There is no prompt called \(name), and no such file."
    case .unreadable(let file, let reason): "The prompt \(file) cannot be read: \(reason)."
    case .flaw(let file, let line, let reason): "\(file):\(line): \(reason)."
    case .unusableCriteria(let reason): reason
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .notFound, .unreadable:
      "Use \(RankingPrompt.names.joined(separator: " or ")), or the path of a file like those (handpick prompts NAME)."
    case .flaw: "handpick prompts \(RankingPrompt.names[0]) shows a prompt that has all it needs."
    case .unusableCriteria: "Give a text, @FILE, or guide for the project's guide."
    }
  }
}
