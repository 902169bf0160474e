/// Cleans and cuts text from outside for a label.
enum LabelText {
  /// The text on one line, without control and formatting characters, cut with `…` to at most some columns.
  ///
  /// The width is an upper bound: every wide scalar takes two columns, every other one, even a combining mark,
  /// takes one. White space becomes single spaces, none at the ends.
  static func fitting(_ text: String, columns: Int) -> String {
    var result = String.UnicodeScalarView()
    var width = 0
    var widthBeforeEllipsis = result.endIndex
    var needsSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        needsSpace = !result.isEmpty
      } else if isVisible(scalar) {
        let added = (needsSpace ? 1 : 0) + columnCount(of: scalar)
        guard width + added <= columns else {
          result.removeSubrange(widthBeforeEllipsis...)
          result.append("…")
          break
        }
        if needsSpace { result.append(" ") }
        result.append(scalar)
        needsSpace = false
        width += added
        if width < columns { widthBeforeEllipsis = result.endIndex }
      }
    }
    return String(result)
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }

  private static func columnCount(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2
    default: scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }
}
