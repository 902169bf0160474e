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
    bytes = Self.normalized(instruction.text) + [0x1F] + Self.normalized(instruction.input)
  }

  private static func normalized(_ text: String) -> [UInt8] {
    let words = text.precomposedStringWithCanonicalMapping.unicodeScalars
      .split(whereSeparator: \.properties.isWhitespace)
    return Array(words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ").utf8)
  }
}
