/// Which fields of a file's records hold what.
///
/// There is one for a file; it is never guessed per record.
public struct FieldMapping: Equatable, Sendable {
  /// How the instruction's field is to be read.
  public enum Reading: String, Sendable {
    /// It holds the instruction itself.
    case text
    /// It holds a conversation that begins with the instruction.
    case firstUserTurn = "first user turn"
    /// It holds a conversation that ends with the instruction.
    case lastUserTurn = "last user turn"
  }

  /// The habit that the records follow, such as "Dolly".
  public var name: String

  /// The field with the instruction.
  public var instruction: FieldPath

  /// How that field is to be read.
  public var reading = Reading.text

  /// The field with the input, if the records have one.
  public var input: FieldPath?

  /// The field with the id; nil when ids are derived from the content.
  public var id: FieldPath?

  /// The field with an existing answer.
  public var reference: FieldPath?

  /// The field with the origin.
  public var source: FieldPath?

  /// The field with the kind of task.
  public var category: FieldPath?
}

extension FieldMapping: CustomStringConvertible {
  /// What is taken from where, such as `Dolly (instruction; input from context; ids derived)`.
  public var description: String {
    var parts = [reading == .text ? instruction.text : "\(reading.rawValue) of \(instruction)"]
    let others = [("input", input), ("reference", reference), ("source", source), ("category", category)]
    for case (let name, let path?) in others { parts.append("\(name) from \(path)") }
    parts.append(id.map { "ids from \($0)" } ?? "ids derived")
    return "\(name) (\(parts.joined(separator: "; ")))"
  }
}

/// The fields that a person names; what is nil is found by the usual names.
public struct FieldChoice: Equatable, Sendable {
  /// The field with the instruction.
  ///
  /// When it is named, the input and the reference are not looked for: they count only if named too.
  public var instruction: FieldPath?

  /// The field with the input.
  public var input: FieldPath?

  /// The field with the id.
  public var id: FieldPath?

  /// The field with an existing answer.
  public var reference: FieldPath?

  /// The field with the origin.
  public var source: FieldPath?

  /// The field with the kind of task.
  public var category: FieldPath?

  /// Whether ids are derived from the content even when the records have some.
  public var derivesIDs: Bool

  /// Makes a choice.
  public init(
    instruction: FieldPath? = nil,
    input: FieldPath? = nil,
    id: FieldPath? = nil,
    reference: FieldPath? = nil,
    source: FieldPath? = nil,
    category: FieldPath? = nil,
    derivesIDs: Bool = false
  ) {
    self.instruction = instruction
    self.input = input
    self.id = id
    self.reference = reference
    self.source = source
    self.category = category
    self.derivesIDs = derivesIDs
  }
}
