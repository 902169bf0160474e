/// The ASCII characters that have a meaning in a text's structure.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let lineEnd = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let heading = UInt8(ascii: "#")
  static let closingParenthesis = UInt8(ascii: ")")
  static let star = UInt8(ascii: "*")
  static let plus = UInt8(ascii: "+")
  static let dash = UInt8(ascii: "-")
  static let period = UInt8(ascii: ".")
  static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  static let colon = UInt8(ascii: ":")
  static let quote = UInt8(ascii: ">")
  static let backtick = UInt8(ascii: "`")
  static let pipe = UInt8(ascii: "|")
  static let tilde = UInt8(ascii: "~")

  /// Whether a byte is a space or a tab.
  static func isSpace(_ byte: UInt8) -> Bool { byte == space || byte == tab }
}
