internal import Curation

/// Where and why a text is not the JSON that was hoped for.
struct JSONFault: Error, Equatable {
  /// The byte at which it was noticed, from 0.
  var offset: Int
  /// The key that it is about, where there is one.
  var key: String?
  /// What is wrong.
  var kind: PoolProblem.Kind
}

/// A strict reader of one JSON text (RFC 8259).
///
/// Foundation's decoders keep the last of two equal keys without a word and give no exact position. This one
/// refuses repeated keys, nesting beyond a limit, bytes that are not UTF-8 and half surrogate pairs, and says
/// at which byte.
struct JSONParser {
  private let bytes: [UInt8]
  private let nestingLimit: Int
  private var index = 0

  /// Makes a parser of one JSON text.
  ///
  /// - Parameters:
  ///   - bytes: The text and nothing else but white space around it.
  ///   - nestingLimit: How deep arrays and objects may lie in each other.
  init(_ bytes: [UInt8], nestingLimit: Int) {
    self.bytes = bytes
    self.nestingLimit = nestingLimit
  }

  /// Reads the whole text.
  mutating func parse() throws(JSONFault) -> JSONValue {
    let value = try self.value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw fault("there is text after the end of the value") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
    skipSpace()
    guard index < bytes.count else { throw fault("the text ends where a value should be") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
    try checkNesting(depth)
    index += 1
    var object = JSONObject()
    var keys = KeySet()
    skipSpace()
    if skip("}") { return object }
    while true {
      skipSpace()
      let start = index
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw fault("a key in double quotes should be here")
      }
      let key = try string()
      guard keys.insert(key, among: object.members) else {
        throw JSONFault(offset: start, key: key, kind: .repeatedKey)
      }
      skipSpace()
      guard skip(":") else { throw fault("a colon should be here") }
      object.members.append(.init(key: key, value: try value(depth: depth)))
      skipSpace()
      if skip("}") { return object }
      guard skip(",") else { throw fault("a comma or a closing brace should be here") }
    }
  }

  private mutating func array(depth: Int) throws(JSONFault) -> [JSONValue] {
    try checkNesting(depth)
    index += 1
    var elements: [JSONValue] = []
    skipSpace()
    if skip("]") { return elements }
    while true {
      elements.append(try value(depth: depth))
      skipSpace()
      if skip("]") { return elements }
      guard skip(",") else { throw fault("a comma or a closing bracket should be here") }
    }
  }

  private mutating func string() throws(JSONFault) -> String {
    index += 1
    var unescaped: [UInt8] = []
    while true {
      let start = index
      skipPlainText()
      guard index < bytes.count else { throw fault("the text ends inside a string") }
      let byte = bytes[index]
      guard byte >= 0x20 else { throw controlCharacterFault(byte) }
      // Each piece is checked by itself, so that a wrong byte is reported where it is in the source.
      let piece = try text(start..<index)
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        return unescaped.isEmpty ? piece : String(decoding: unescaped + piece.utf8, as: UTF8.self)
      }
      unescaped += piece.utf8
      unescaped += UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter
    }
  }

  /// Moves on to the next byte that means something inside a string: a quote, a backslash, a control character.
  private mutating func skipPlainText() {
    while index + ByteWord.size <= bytes.count {
      let word = ByteWord(bytes.span, at: index)
      let found =
        word.equal(to: UInt8(ascii: "\"")) | word.equal(to: UInt8(ascii: "\\")) | word.less(than: 0x20)
      guard found == 0 else {
        index += found.trailingZeroBitCount / 8
        return
      }
      index += ByteWord.size
    }
    while index < bytes.count, bytes[index].isPlainText { index += 1 }
  }

  /// The text of a range of bytes.
  private func text(_ range: Range<Int>) throws(JSONFault) -> String {
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span.extracting(range)))
    } catch {
      let offset = range.lowerBound + error.byteOffsets.lowerBound
      throw JSONFault(offset: offset, kind: .invalidUTF8(byte: bytes[offset]))
    }
  }

  /// Reads what follows a backslash.
  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    guard index < bytes.count else { throw fault("the text ends inside a string") }
    index += 1
    switch bytes[index - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default:
      index -= 1
      throw fault("this is not one of JSON's escapes")
    }
  }

  private mutating func unicodeEscape() throws(JSONFault) -> Unicode.Scalar {
    let start = index - 2
    let first = try hexadecimalQuad()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, skip("\\"), skip("u") else { throw halfPair(start) }
    let second = try hexadecimalQuad()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw halfPair(start) }
    return scalar
  }

  private func halfPair(_ offset: Int) -> JSONFault {
    JSONFault(offset: offset, kind: .invalidJSON("this is half of a surrogate pair, not a character"))
  }

  private mutating func hexadecimalQuad() throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count, let digit = bytes[index].hexadecimalDigit else {
        throw fault("four hexadecimal digits should be here")
      }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  private mutating func number() throws(JSONFault) -> String {
    let start = index
    _ = skip("-")
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      _ = skip("+") || skip("-")
      try digits()
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func digits() throws(JSONFault) {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
    guard index > start else { throw fault("a digit should be here") }
  }

  private mutating func word() throws(JSONFault) -> JSONValue {
    let words: [(String, JSONValue)] = [("true", .bool(true)), ("false", .bool(false)), ("null", .null)]
    for (word, value) in words where bytes[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return value
    }
    for word in ["NaN", "Infinity"] where bytes[index...].starts(with: word.utf8) {
      throw fault("\(word) is not a JSON number")
    }
    throw fault("a value should be here")
  }

  private func checkNesting(_ depth: Int) throws(JSONFault) {
    guard depth <= nestingLimit else { throw JSONFault(offset: index, kind: .tooDeep(limit: nestingLimit)) }
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index].isJSONSpace { index += 1 }
  }

  /// Moves on if the next byte is this ASCII character.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private func fault(_ reason: String) -> JSONFault {
    JSONFault(offset: index, kind: .invalidJSON(reason))
  }

  private func controlCharacterFault(_ byte: UInt8) -> JSONFault {
    let number = String(byte, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: 4 - number.count) + number
    return fault("the control character \(name) must be escaped inside a string")
  }
}

extension UInt8 {
  /// Whether it stands for itself inside a string of JSON.
  fileprivate var isPlainText: Bool {
    self >= 0x20 && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
  }

  /// The value of a hexadecimal digit in ASCII.
  fileprivate var hexadecimalDigit: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}

/// The keys of an object under construction.
///
/// A list is quickest for the handful that objects usually have, and a set keeps hostile ones from costing
/// quadratic time.
private struct KeySet {
  private var many: Set<[UInt8]> = []

  mutating func insert(_ key: String, among members: [JSONObject.Member]) -> Bool {
    if members.count < 16 {
      return !members.contains { $0.key.hasSameBytes(as: key) }
    }
    if many.isEmpty { many = Set(members.map { Array($0.key.utf8) }) }
    return many.insert(Array(key.utf8)).inserted
  }
}
