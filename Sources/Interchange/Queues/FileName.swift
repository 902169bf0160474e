internal import Foundation

/// The name of a file to write, without folders, that is safe to show, to type and to pass on.
public struct FileName: Hashable, Sendable {
  /// The longest name, in bytes of UTF-8.
  public static let limit = 200

  /// The name.
  public let text: String

  /// Checks a name.
  ///
  /// - Throws: `InterchangeError.unsafeName` for an empty or long name, one with a slash, a control character
  ///   or a bidirectional control, and one that begins with `-` or `.`.
  public init(_ text: String) throws(InterchangeError) {
    if let reason = Self.objection(to: text) { throw .unsafeName(name: text, reason: reason) }
    self.text = text
  }

  private static func objection(to text: String) -> String? {
    if text.isEmpty { return "it is empty" }
    if text.utf8.count > limit { return "it is longer than \(limit) bytes" }
    if text.utf8.contains(UInt8(ascii: "/")) || text.utf8.contains(UInt8(ascii: "\\")) {
      return "it holds a separator of folders"
    }
    if text.hasPrefix("-") || text.hasPrefix(".") { return "it begins with '\(text.prefix(1))'" }
    let isUnsafe = text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    return isUnsafe ? "it holds a control character" : nil
  }
}
