/// A piece of HTML into which text can only come escaped.
///
/// String literals are markup; a string that is interpolated is text.
struct HTML: ExpressibleByStringInterpolation, Equatable {
  /// The markup.
  private(set) var source: String

  init(stringLiteral markup: String) { source = markup }

  init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

  /// Joins pieces, one to a line.
  init(lines: [HTML]) { source = lines.map(\.source).joined(separator: "\n") }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity * 2) }

    mutating func appendLiteral(_ markup: String) { source += markup }

    mutating func appendInterpolation(_ text: String) {
      for scalar in text.unicodeScalars { source += Self.escape(scalar) }
    }

    mutating func appendInterpolation(_ number: Int) { source += String(number) }

    mutating func appendInterpolation(_ html: HTML) { source += html.source }

    mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { source += piece.source } }

    /// What HTML forbids and what turns the direction of the text around it becomes U+FFFD.
    private static func escape(_ scalar: Unicode.Scalar) -> String {
      switch scalar {
      case "&": return "&amp;"
      case "<": return "&lt;"
      case ">": return "&gt;"
      case "\"": return "&quot;"
      case "'": return "&#39;"
      default: break
      }
      let properties = scalar.properties
      let isUnfit =
        properties.generalCategory == .control || properties.isNoncharacterCodePoint
        || properties.isBidiControl
      return isUnfit ? "\u{FFFD}" : String(scalar)
    }
  }
}
