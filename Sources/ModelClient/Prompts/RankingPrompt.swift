import Fingerprint

/// The words in which a model is asked to rank candidates.
public struct RankingPrompt: Equatable, Sendable {
  /// What a reply is to hold.
  public enum ReplyForm: String, CaseIterable, Sendable {
    /// All candidates in order, by labels made for the question, with reasons for the first.
    case order
    /// The picks alone, by the numbers of the places shown.
    case picks
  }

  /// The name of these words; it changes whenever they do.
  public let version: String

  /// What a reply is to hold.
  public let form: ReplyForm

  /// The whole file that the words come from.
  public let source: String

  /// The SHA-256 of the file, 64 hexadecimal digits.
  public let hash: String

  /// What makes an instruction worth an answer; empty when the words have no place for it.
  public private(set) var criteria: String

  /// What the model is told about its work; it may be empty.
  let system: String

  /// The question.
  let question: String

  init(
    version: String,
    form: ReplyForm,
    source: String,
    criteria: String,
    system: String,
    question: String
  ) {
    self.version = version
    self.form = form
    self.source = source
    self.hash = SHA256(of: source).hexadecimal
    self.criteria = criteria
    self.system = system
    self.question = question
  }
}

extension RankingPrompt {
  /// The SHA-256 of the criteria, 64 hexadecimal digits.
  public var criteriaHash: String { SHA256(of: criteria).hexadecimal }

  /// The same words with other criteria.
  ///
  /// - Throws: `PromptError.unusableCriteria` when they are empty, or the words have no place for them.
  public func with(criteria: String) throws(PromptError) -> RankingPrompt {
    guard criteria.contains(where: { !$0.isWhitespace }) else {
      throw .unusableCriteria(reason: "The criteria are empty.")
    }
    guard uses(.criteria) else {
      throw .unusableCriteria(reason: "The prompt \(version) has no {{criteria}}.")
    }
    var prompt = self
    prompt.criteria = criteria
    return prompt
  }

  /// The name under which a model's rankings are shown; it says when only picks were asked for.
  public func title(of model: String) -> String {
    switch form {
    case .order: model
    case .picks: "\(model), prompt \(version), picks only"
    }
  }

  /// What a question fills in, written as `{{name}}`.
  enum Placeholder: String, CaseIterable {
    case candidates, count, picks, criteria, note, labels, reasons, examples

    /// Whether it means something where a reply of some form is asked for.
    func isKnown(in form: ReplyForm) -> Bool {
      switch self {
      case .candidates, .count, .picks, .criteria, .note: true
      case .labels, .reasons: form == .order
      case .examples: form == .picks
      }
    }

    /// Whether a reply of that form cannot be asked for without it, nor asked again with the fault named.
    func isNeeded(in form: ReplyForm) -> Bool {
      switch self {
      case .candidates, .note: true
      case .labels, .reasons: form == .order
      case .picks: form == .picks
      case .count, .criteria, .examples: false
      }
    }
  }

  func uses(_ placeholder: Placeholder) -> Bool {
    (system + question).contains("{{\(placeholder.rawValue)}}")
  }

  /// A text of the prompt with its placeholders filled in.
  ///
  /// In one pass, so that a candidate that holds a placeholder stays as it is. By hand, since an expression is made
  /// anew for every question.
  static func fill(_ text: String, with values: [Placeholder: String]) -> String {
    var filled = ""
    var copied = text.startIndex
    var position = text.startIndex
    while let brace = text.utf8[position...].firstIndex(of: UInt8(ascii: "{")) {
      let name = text.utf8[brace...].dropFirst(2).prefix {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
      }
      guard text.utf8[brace...].starts(with: "{{".utf8), text.utf8[name.endIndex...].starts(with: "}}".utf8),
        let placeholder = Placeholder(rawValue: String(Substring(name)))
      else {
        position = text.utf8.index(after: brace)
        continue
      }
      filled += text[copied..<brace]
      filled += values[placeholder] ?? ""
      copied = text.utf8.index(name.endIndex, offsetBy: 2)
      position = copied
    }
    return filled + text[copied...]
  }
}
