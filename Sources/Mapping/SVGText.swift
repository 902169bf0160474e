/// The parts of an SVG document, as text.
enum SVGText {
  /// A text as the content of an element or an attribute.
  ///
  /// Scalars that XML 1.0 forbids (its section 2.2) become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A number with at most one decimal, alike on every machine.
  static func number(_ value: Double) -> String {
    let tenths = Int((abs(value) * 10).rounded())
    let sign = value < 0 && tenths > 0 ? "-" : ""
    return tenths.isMultiple(of: 10) ? "\(sign)\(tenths / 10)" : "\(sign)\(tenths / 10).\(tenths % 10)"
  }

  /// A text element of a class.
  static func text(_ text: String, x: Double, y: Double, class name: String) -> String {
    "<text class=\"\(name)\" x=\"\(number(x))\" y=\"\(number(y))\">\(escaped(text))</text>\n"
  }

  /// A path of a class; nothing where there is nothing to draw.
  static func path(_ steps: String, class name: String) -> String {
    steps.isEmpty ? "" : "<path class=\"\(name)\" d=\"\(steps)\"/>\n"
  }
}
