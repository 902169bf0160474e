import Foundation

/// Why a text is not JSON, and at which byte, from 0.
struct JSONFlaw: Error, Equatable {
  enum Kind: Equatable {
    case syntax
    case unfinished
    case tooDeep
    case duplicateKey(String)
  }

  var kind: Kind
  var position: Int
}

extension JSONFlaw: CustomStringConvertible {
  var description: String {
    switch kind {
    case .syntax: "not JSON at byte \(position)"
    case .unfinished: "the JSON ends too early, at byte \(position)"
    case .tooDeep: "the JSON is nested too deeply at byte \(position)"
    case .duplicateKey(let key): "the JSON has the key '\(key.prefix(40))' twice, at byte \(position)"
    }
  }
}

/// Reads one JSON value (RFC 8259) that begins somewhere in a text, and says where it ends.
///
/// Beyond that it takes what can mean one thing only: a comma behind the last element, and texts in single quotes.
/// Foundation's decoder needs the text to hold nothing else, says nothing about positions and keeps the last of
/// two equal keys; a reply must not be read that loosely.
struct JSONReader {
  private let bytes: [UInt8]
  private(set) var position: Int
  private var depth = 0

  /// The deepest nesting that is read; a ranking needs two levels.
  private static let deepest = 32

  /// Begins at a byte of a text.
  init(_ bytes: [UInt8], at position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// Reads the value, leaving the position behind it.
  mutating func value() throws(JSONFlaw) -> JSONValue {
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func object() throws(JSONFlaw) -> [String: JSONValue] {
    try open()
    var members: [String: JSONValue] = [:]
    if try closes(with: "}") { return members }
    repeat {
      skipSpace()
      let start = position
      let key = try string()
      try expect(":")
      guard members.updateValue(try value(), forKey: key) == nil else {
        throw JSONFlaw(kind: .duplicateKey(key), position: start)
      }
    } while try continues(or: "}")
    return members
  }

  private mutating func array() throws(JSONFlaw) -> [JSONValue] {
    try open()
    var elements: [JSONValue] = []
    if try closes(with: "]") { return elements }
    repeat { elements.append(try value()) } while try continues(or: "]")
    return elements
  }

  private mutating func string() throws(JSONFlaw) -> String {
    skipSpace()
    let start = position
    let mark = try peek()
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
      throw JSONFlaw(kind: .syntax, position: position)
    }
    position += 1
    var isEscaped = false
    while try peek() != mark {
      guard try peek() >= 0x20 else { throw JSONFlaw(kind: .syntax, position: position) }
      if bytes[position] == UInt8(ascii: "\\") {
        isEscaped = true
        position += 1
        _ = try peek()
      }
      position += 1
    }
    position += 1
    let content = bytes[start..<position].dropFirst().dropLast()
    guard isEscaped else { return String(decoding: content, as: UTF8.self) }
    guard let text = Self.unescaped(content) else { throw JSONFlaw(kind: .syntax, position: start) }
    return text
  }

  /// The text that the inside of a literal stands for; nil when it holds an escape that JSON does not know.
  private static func unescaped(_ content: ArraySlice<UInt8>) -> String? {
    let (quote, apostrophe, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"))
    var literal = [quote]
    var isAfterBackslash = false
    for byte in content {
      if isAfterBackslash, byte == apostrophe { literal.removeLast() }
      if !isAfterBackslash, byte == quote { literal.append(backslash) }
      literal.append(byte)
      isAfterBackslash = byte == backslash && !isAfterBackslash
    }
    return try? JSONDecoder().decode(String.self, from: Data(literal + [quote]))
  }

  private mutating func number() throws(JSONFlaw) -> String {
    let start = position
    while position < bytes.count, Self.numeric.contains(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard text.wholeMatch(of: /-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/) != nil else {
      throw JSONFlaw(kind: .syntax, position: start)
    }
    return text
  }

  private mutating func literal(_ word: String, _ value: JSONValue) throws(JSONFlaw) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else {
      throw JSONFlaw(kind: .syntax, position: position)
    }
    position += word.utf8.count
    return value
  }
}

extension JSONReader {
  private static let numeric = Set("+-.0123456789eE".utf8)
  private static let space = Set(" \t\r\n".utf8)

  private func peek() throws(JSONFlaw) -> UInt8 {
    guard position < bytes.count else { throw JSONFlaw(kind: .unfinished, position: position) }
    return bytes[position]
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.space.contains(bytes[position]) { position += 1 }
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws(JSONFlaw) {
    skipSpace()
    guard try peek() == UInt8(ascii: mark) else { throw JSONFlaw(kind: .syntax, position: position) }
    position += 1
  }

  private mutating func open() throws(JSONFlaw) {
    depth += 1
    guard depth <= Self.deepest else { throw JSONFlaw(kind: .tooDeep, position: position) }
    position += 1
  }

  private mutating func closes(with mark: Unicode.Scalar) throws(JSONFlaw) -> Bool {
    skipSpace()
    guard try peek() == UInt8(ascii: mark) else { return false }
    position += 1
    depth -= 1
    return true
  }

  private mutating func continues(or mark: Unicode.Scalar) throws(JSONFlaw) -> Bool {
    if try closes(with: mark) { return false }
    try expect(",")
    return try !closes(with: mark)
  }
}
