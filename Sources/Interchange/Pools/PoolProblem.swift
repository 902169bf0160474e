public import Curation

/// Something in a pool that keeps one record from being imported.
public struct PoolProblem: Error, Equatable, Sendable {
  /// What can be wrong.
  public enum Kind: Equatable, Sendable {
    /// The text breaks the rules of JSON; the reason is a clause such as "a colon should be here".
    case invalidJSON(String)
    /// The record is JSON, but no object.
    case notAnObject(found: String)
    /// A byte that cannot be part of UTF-8 text.
    case invalidUTF8(byte: UInt8)
    /// An object names a key twice, so that it is unclear which value counts.
    case repeatedKey
    /// The instruction's key is absent or null.
    case missingInstruction
    /// The instruction has no visible character.
    case emptyInstruction
    /// A conversation in which nobody asks.
    case noUserTurn
    /// A value of another type than the key's.
    case wrongType(expected: String, found: String)
    /// A message with a part that is not text, such as an image.
    case unsupportedPart(type: String)
    /// A text holds U+0000, which no queue format can carry.
    case nulInText
    /// The record is longer than the limit, in bytes.
    case tooLong(limit: Int)
    /// Lists and objects lie deeper in each other than the limit.
    case tooDeep(limit: Int)
    /// A row of a table with more or fewer cells than the header.
    case wrongWidth(expected: Int, found: Int)
    /// A cell's opening quote is never closed.
    case unclosedQuote
    /// Text follows a cell's closing quote.
    case textAfterQuote
    /// The record has no usable id; the reason is a clause such as "it is empty".
    case invalidID(String)
    /// Another instruction has the same id; nil when the project holds it already.
    case repeatedID(id: InstructionID, first: RecordPlace?)
  }

  /// The record.
  public var place: RecordPlace

  /// The byte of the line, from 1, where that helps.
  public var column: Int?

  /// The byte of the unpacked file, from 0, where that helps.
  public var offset: Int?

  /// The key or column that it is about, where there is one; untrusted text.
  public var key: String?

  /// What is wrong.
  public var kind: Kind

  /// Makes a problem.
  public init(_ kind: Kind, at place: RecordPlace, column: Int? = nil, offset: Int? = nil, key: String? = nil)
  {
    self.place = place
    self.column = column
    self.offset = offset
    self.key = key
    self.kind = kind
  }
}
