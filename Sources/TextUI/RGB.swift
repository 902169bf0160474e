import Foundation

/// A colour in sRGB.
struct RGB: Hashable, Sendable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads six hexadecimal digits, with or without `#`.
  init?(hexadecimal text: String) {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16)
    else { return nil }
    self.init(
      red: UInt8(value >> 16),
      green: UInt8(value >> 8 & 0xFF),
      blue: UInt8(value & 0xFF)
    )
  }

  /// Six hexadecimal digits after `#`.
  var hexadecimal: String {
    "#" + TextUI.hexadecimal(UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue), digits: 6).lowercased()
  }

  /// The contrast with another colour, from 1 to 21 (WCAG 2.2, "contrast ratio").
  func contrast(with other: RGB) -> Double {
    Self.contrast(luminance, other.luminance)
  }

  /// The contrast of two relative luminances, from 1 to 21 (WCAG 2.2, "contrast ratio").
  static func contrast(_ first: Double, _ second: Double) -> Double {
    (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// How far two colours look apart; comparable, without a unit (the "redmean" approximation).
  func distance(to other: RGB) -> Double {
    let meanRed = (Double(red) + Double(other.red)) / 2
    let (red, green, blue) = (
      Double(red) - Double(other.red), Double(green) - Double(other.green), Double(blue) - Double(other.blue)
    )
    return (2 + meanRed / 256) * red * red + 4 * green * green + (2 + (255 - meanRed) / 256) * blue * blue
  }

  /// Relative luminance, from 0 to 1 (WCAG 2.2).
  var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  private static func linear(_ component: UInt8) -> Double {
    let value = Double(component) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
