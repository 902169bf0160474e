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

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let isComposed = text.unicodeScalars.allSatisfy(\.isSurelyComposed)
    let composed = isComposed ? text : text.precomposedStringWithCanonicalMapping
    let start = bytes.count
    var isAfterSpace = false
    for scalar in composed.unicodeScalars {
      if scalar.isSpace {
        isAfterSpace = true
        continue
      }
      if isAfterSpace, bytes.count > start { bytes.append(0x20) }
      isAfterSpace = false
      if scalar.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether composition leaves it as it is, whatever stands beside it.
  ///
  /// That is so below U+0300, where every letter is composed already, and for the usual dashes and quotes.
  /// Others may be too; they take the slow way.
  fileprivate var isSurelyComposed: Bool { value < 0x300 || (0x2010...0x2027).contains(value) }

  /// Whether Unicode calls it white space; the table is asked only where it must be.
  fileprivate var isSpace: Bool {
    isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }
}
