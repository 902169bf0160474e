/// The name of an instruction inside its pool.
///
/// Two ids are the same only if their UTF-8 bytes are: Swift's own string comparison would take a composed
/// and a decomposed letter for one and the same.
public struct InstructionID: RawRepresentable, Hashable, Comparable, Sendable {
  /// The id as the pool gives it.
  public let rawValue: String

  /// Makes an id of the pool's own text.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Makes an id of the pool's own text.
  public init(_ text: String) { self.init(rawValue: text) }

  public static func == (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    var text = rawValue
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension InstructionID: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// One unlabelled task of a pool: what a language model would be asked to do.
public struct Instruction: Identifiable, Equatable, Sendable {
  /// The pool's own id, or one derived from the content.
  public var id: InstructionID

  /// What is asked; never empty.
  public var text: String

  /// What it is asked about; empty when the instruction stands alone.
  public var input: String

  /// Where it came from: the pool's own word for it, else the file's name.
  public var source: String

  /// The pool's own kind for it, such as `open_qa`; empty when the pool gives none.
  public var category: String

  /// An answer that the pool already holds; empty when there is none.
  ///
  /// Kept for the curator's eyes alone: it is never embedded and never shown to the ranker.
  public var reference: String

  /// Makes an instruction.
  public init(
    id: InstructionID,
    text: String,
    input: String = "",
    source: String = "",
    category: String = "",
    reference: String = ""
  ) {
    self.id = id
    self.text = text
    self.input = input
    self.source = source
    self.category = category
    self.reference = reference
  }
}

extension Instruction {
  /// The number of words in the instruction and its input together.
  public var wordCount: Int { text.wordCount + input.wordCount }

  /// The number of characters in the instruction and its input together.
  public var length: Int { text.count + input.count }
}

extension String {
  /// The number of words, told apart by white space.
  ///
  /// It does not look for the borders of characters, since it is asked for with every key.
  public var wordCount: Int {
    let bytes = utf8.span
    var count = 0
    var isInWord = false
    var place = 0
    while place < bytes.count {
      let space = bytes.lengthOfSpace(at: place)
      if space == 0, !isInWord { count += 1 }
      isInWord = space == 0
      place += max(1, space)
    }
    return count
  }
}
