internal import Curation

/// What is wrong with a field of a record.
struct FieldFault: Error, Equatable {
  var key: String
  var kind: PoolProblem.Kind
}

/// What a mapping finds in a record.
struct RecordFields: Equatable {
  var text = ""
  var input = ""
  var reference = ""
  var source = ""
  var category = ""
  /// The record's own id; nil when ids are derived.
  var id: String?
  /// Whether there is a system message, which is set aside.
  var hasSystemMessage = false
  /// Whether there are earlier or later questions, which are set aside.
  var hasOtherTurns = false

  /// Reads a record.
  ///
  /// - Throws: `FieldFault` about the first field that does not hold what it should.
  init(_ object: JSONObject, mapping: FieldMapping) throws(FieldFault) {
    try readInstruction(object, mapping)
    input = try Self.text(at: mapping.input, in: object, accepting: .textOnly)
    if let path = mapping.reference, let value = path.value(in: object) {
      let answer = Conversation(value)?.lastAnswer ?? value
      reference = try Self.text(of: answer, at: path, accepting: .messageContent)
    }
    source = try Self.text(at: mapping.source, in: object, accepting: .scalars)
    category = try Self.text(at: mapping.category, in: object, accepting: .scalars)
    if let path = mapping.id { id = try Self.id(at: path, in: object) }
    if let system = object["system"]?.text, !system.isEmpty { hasSystemMessage = true }
    if case .array(let history)? = object["history"], !history.isEmpty { hasOtherTurns = true }
  }

  /// The instruction that the fields make; its id is empty when ids are derived.
  func instruction(defaultSource: String) -> Instruction {
    Instruction(
      id: InstructionID(id ?? ""),
      text: text,
      input: input,
      source: source.isEmpty ? defaultSource : source,
      category: category,
      reference: reference
    )
  }

  private mutating func readInstruction(_ object: JSONObject, _ mapping: FieldMapping) throws(FieldFault) {
    let path = mapping.instruction
    guard let value = path.value(in: object) else {
      throw FieldFault(key: path.text, kind: .missingInstruction)
    }
    if mapping.reading == .text {
      text = try Self.text(of: value, at: path, accepting: .textOnly)
    } else {
      guard let conversation = Conversation(value) else {
        throw FieldFault(
          key: path.text,
          kind: .wrongType(expected: "a list of messages", found: value.typeName)
        )
      }
      guard let exchange = conversation.exchange(mapping.reading) else {
        throw FieldFault(key: path.text, kind: .noUserTurn)
      }
      text = try Self.text(of: exchange.question, at: path, accepting: .messageContent)
      if mapping.reference == nil, let answer = exchange.answer {
        reference = try Self.text(of: answer, at: path, accepting: .messageContent)
      }
      hasSystemMessage = conversation.hasSystemMessage
      hasOtherTurns = conversation.userTurnCount > 1
    }
    guard !text.unicodeScalars.allSatisfy(\.isInvisible) else {
      throw FieldFault(key: path.text, kind: .emptyInstruction)
    }
  }
}

extension RecordFields {
  /// Which values may stand for a text.
  enum Acceptance {
    /// Text.
    case textOnly
    /// Text, numbers and truth values.
    case scalars
    /// Text, numbers, truth values, and a list of a message's text parts.
    case messageContent
  }

  /// The text of an optional field; empty when it is absent or null.
  static func text(
    at path: FieldPath?,
    in object: JSONObject,
    accepting acceptance: Acceptance
  ) throws(FieldFault) -> String {
    guard let path, let value = path.value(in: object) else { return "" }
    return try text(of: value, at: path, accepting: acceptance)
  }

  /// The text that a value stands for.
  static func text(
    of value: JSONValue,
    at path: FieldPath,
    accepting acceptance: Acceptance
  ) throws(FieldFault) -> String {
    let text: String
    switch (value, acceptance) {
    case (.string(let string), _): text = string
    case (.number(let number), .scalars), (.number(let number), .messageContent): text = number
    case (.bool(let bool), .scalars), (.bool(let bool), .messageContent): text = String(bool)
    case (.null, .messageContent): text = ""
    case (.array(let parts), .messageContent): text = try joined(parts, at: path)
    default: throw FieldFault(key: path.text, kind: .wrongType(expected: "text", found: value.typeName))
    }
    if text.utf8.span.firstIndex(of: 0) != nil {
      throw FieldFault(key: path.text, kind: .nulInText)
    }
    return text
  }

  /// Joins the text parts of a message, a line each.
  private static func joined(_ parts: [JSONValue], at path: FieldPath) throws(FieldFault) -> String {
    var texts: [String] = []
    for part in parts {
      guard case .object(let part) = part, let type = part["type"]?.text else {
        throw FieldFault(
          key: path.text,
          kind: .wrongType(expected: "text or a list of text parts", found: "a list of other things")
        )
      }
      guard type == "text", let text = part["text"]?.text else {
        throw FieldFault(key: path.text, kind: .unsupportedPart(type: type))
      }
      texts.append(text)
    }
    return texts.joined(separator: "\n")
  }

  /// A record's own id: text or an integer, at most 200 bytes, without control characters.
  private static func id(at path: FieldPath, in object: JSONObject) throws(FieldFault) -> String {
    let id: String
    switch path.value(in: object) {
    case nil: throw FieldFault(key: path.text, kind: .invalidID("it is missing"))
    case .string(let text)?: id = text
    case .number(let number)? where Int(number) != nil: id = number
    case let value?:
      throw FieldFault(key: path.text, kind: .invalidID("it is \(value.typeName), not text or an integer"))
    }
    if id.isEmpty { throw FieldFault(key: path.text, kind: .invalidID("it is empty")) }
    if id.utf8.count > idLimit {
      throw FieldFault(key: path.text, kind: .invalidID("it is longer than \(idLimit) bytes"))
    }
    if id.unicodeScalars.contains(where: \.breaksIdentifiers) {
      throw FieldFault(key: path.text, kind: .invalidID("it holds a control character"))
    }
    return id
  }

  /// The longest id, in bytes of UTF-8.
  static let idLimit = 200
}

extension Unicode.Scalar {
  /// Whether it leaves nothing to see: white space, controls, and what Unicode says to ignore in display.
  fileprivate var isInvisible: Bool {
    // Nearly every text shows at once that it is not empty.
    if (0x21...0x7E).contains(value) { return false }
    return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
      || properties.generalCategory == .control
  }

  /// Whether it is a control character or a separator of lines or paragraphs.
  fileprivate var breaksIdentifiers: Bool {
    // Unicode's tables are asked only where they must be.
    if (0x20...0x7E).contains(value) { return false }
    return switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
