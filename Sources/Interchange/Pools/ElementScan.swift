/// Finds the end of one JSON value in a stream of bytes by its brackets and quotes alone.
///
/// It keeps no bytes and does not recurse, so hostile nesting costs nothing. Whether the value is valid is the
/// parser's business.
struct ElementScan {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var hasBegun = false
  private var isAtLineStart = false

  /// Whether a line ended inside a string, so that quotes and brackets tell no more.
  ///
  /// The value then goes on to the next line that begins with an opening brace, most likely another record.
  private(set) var isBroken = false

  /// Whether the value is complete.
  private(set) var isFinished = false

  /// Whether brackets are still open.
  var isOpen: Bool { depth > 0 || isInString || isBroken }

  /// Whether a byte belongs to the value; the first one always does.
  mutating func takes(_ byte: UInt8) -> Bool {
    if isFinished { return false }
    defer { hasBegun = true }
    if isBroken { return takesWhenBroken(byte) }
    if isInString {
      takeInString(byte)
      return true
    }
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if depth == 0, hasBegun { return false }
      depth = max(0, depth - 1)
      isFinished = depth == 0
    case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
      if depth == 0, hasBegun { return false }
    default:
      break
    }
    return true
  }

  private mutating func takeInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
      isFinished = depth == 0
    } else if byte == newline {
      isBroken = true
      isAtLineStart = true
    }
  }

  private mutating func takesWhenBroken(_ byte: UInt8) -> Bool {
    if byte == newline {
      isAtLineStart = true
    } else if isAtLineStart, byte == UInt8(ascii: "{") {
      isFinished = true
    } else if !byte.isJSONSpace {
      isAtLineStart = false
    }
    return !isFinished
  }
}
