import Foundation

extension DisplayText: ExpressibleByStringInterpolation {
  /// Takes a literal of our own code.
  ///
  /// A `StaticString` cannot be made at run time, so no text from outside passes here.
  public init(stringLiteral literal: StaticString) {
    self = Self.literal(literal)
  }

  /// Takes a literal with values in it.
  public init(stringInterpolation: Interpolation) {
    self = stringInterpolation.text
  }

  fileprivate static func literal(_ literal: StaticString) -> DisplayText {
    literal.withUTF8Buffer { Sanitizer.text(of: $0, as: .body, for: .unicode) }
  }

  /// Collects the parts of a literal: whole numbers, other texts to draw, and text marked as untrusted.
  public struct Interpolation: StringInterpolationProtocol {
    var text: DisplayText

    /// Begins a text.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text = DisplayText(bytes: [], substitutes: [])
      text.bytes.reserveCapacity(literalCapacity + 8 * interpolationCount)
    }

    /// Appends a literal part.
    public mutating func appendLiteral(_ literal: StaticString) {
      text += DisplayText.literal(literal)
    }

    /// Appends a whole number.
    public mutating func appendInterpolation(_ number: Int) {
      text.bytes.append(contentsOf: String(number).utf8)
    }

    /// Appends a number, rounded to some decimals; `–` for what is no number.
    public mutating func appendInterpolation(_ number: Double, decimals: Int) {
      guard number.isFinite else { return text += "–" }
      text.bytes.append(contentsOf: String(format: "%.*f", max(0, decimals), number).utf8)
    }

    /// Appends a text that is harmless already.
    public mutating func appendInterpolation(_ other: DisplayText) {
      text += other
    }

    /// Appends text from outside, made harmless for one line.
    public mutating func appendInterpolation(untrusted other: String) {
      text += DisplayText(untrusted: other, as: .row)
    }
  }
}
