import Foundation

/// What two instructions share when they are exact duplicates of each other.
///
/// Instruction and input are compared after canonical composition (Unicode NFC), with every run of white
/// space taken as one space and none at the ends. Upper and lower case stay different.
public struct DuplicateKey: Hashable, Sendable {
  /// The normalised instruction, a unit separator, and the normalised input, as UTF-8.
  public let bytes: [UInt8]

  /// Makes the key of an instruction.
  public init(of instruction: Instruction) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(instruction.text.utf8.count + instruction.input.utf8.count + 1)
    Self.append(instruction.text, to: &bytes)
    bytes.append(0x1F)
    Self.append(instruction.input, to: &bytes)
    self.bytes = bytes
  }

  /// Hashes all bytes at once; an array would be hashed byte by byte.
  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let composed = text.isComposed ? text : text.precomposedStringWithCanonicalMapping
    bytes.append(joiningSpaceOf: composed.utf8.span)
  }
}

extension String {
  /// Whether composition surely leaves the text as it is.
  fileprivate var isComposed: Bool {
    if utf8.span.isPlainlyComposed { return true }
    var span = utf8Span
    return span.checkForNFC(quickCheck: true)
  }
}

extension [UInt8] {
  /// Appends a text with every run of white space as one space and none at the ends.
  fileprivate mutating func append(joiningSpaceOf text: Span<UInt8>) {
    let start = count
    var place = 0
    // Space at the start is left out as if there were some before it.
    var isAfterSpace = true
    while place < text.count {
      let plain = text.lengthOfPlainText(from: place, isAfterSpace: isAfterSpace)
      if plain > 0 {
        text.extracting(place..<place + plain).withUnsafeBufferPointer { append(contentsOf: $0) }
        place += plain
        isAfterSpace = last == 0x20
      }
      // What follows is looked at character by character as long as it is no ASCII, or too short for a word.
      while place < text.count {
        let space = text.lengthOfSpace(at: place)
        if space == 0 {
          append(text[place])
        } else if !isAfterSpace {
          append(0x20)
        }
        isAfterSpace = space > 0
        place += Swift.max(1, space)
        if place + ByteWord.size <= text.count, text[place] < 0x80 { break }
      }
    }
    if isAfterSpace, count > start { removeLast() }
  }
}

extension Span<UInt8> {
  /// How many bytes from a place on are ASCII with no white space but single spaces.
  ///
  /// The last bytes of a text, too few for a word, are not looked at.
  fileprivate func lengthOfPlainText(from start: Int, isAfterSpace: Bool) -> Int {
    var place = start
    var before: UInt64 = isAfterSpace ? 0x80 : 0
    while place + ByteWord.size <= count {
      let word = ByteWord(self, at: place)
      let spaces = word.equal(to: 0x20)
      let afterSpaces = spaces << 8 | before
      let others = word.less(than: 0x20) | word.beyondASCII | (spaces & afterSpaces)
      guard others == 0 else { return place - start + others.trailingZeroBitCount / 8 }
      before = spaces >> 56
      place += ByteWord.size
    }
    return place - start
  }

  /// Whether all characters lie below U+0300, where every letter is composed, or are the usual dashes and quotes
  /// (U+2010 to U+2027).
  ///
  /// Nearly all texts in Latin letters are told so, much quicker than by Unicode's tables.
  fileprivate var isPlainlyComposed: Bool {
    var place = 0
    while place < count {
      if place + ByteWord.size <= count, ByteWord(self, at: place).beyondASCII == 0 {
        place += ByteWord.size
        continue
      }
      switch self[place] {
      case 0..<0xCC: place += 1
      case 0xE2 where self[place + 1] == 0x80 && (0x90...0xA7).contains(self[place + 2]): place += 3
      default: return false
      }
    }
    return true
  }
}
