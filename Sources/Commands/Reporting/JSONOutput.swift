import Foundation

/// Writes values as JSON for other programs.
enum JSONOutput {
  /// Writes a value as indented JSON with sorted keys.
  ///
  /// What a terminal could obey or hide (DEL, C1 controls, line separators, bidi and format characters) is
  /// written as `\u` escapes: JSON's own encoders leave it raw, and standard output is often a terminal.
  static func print(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let text = String(decoding: try encoder.encode(value), as: UTF8.self)
    Console.emit(Data((escaping(text) + "\n").utf8))
  }

  /// Replaces the scalars that JSON may leave raw and terminals must not see.
  static func escaping(_ json: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(json.utf8.count)
    for scalar in json.unicodeScalars {
      if needsEscape(scalar) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    // Line feeds can only stand between values here: inside strings the encoder has escaped them.
    guard scalar != "\n" else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
      return true
    default: return false
    }
  }
}
