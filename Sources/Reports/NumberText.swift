import Foundation

/// How a number is written on the page: rounded for the eye, exact in the markup.
enum NumberText {
  /// A whole number.
  static func count(_ value: Int) -> HTML { data(String(value), String(value)) }

  /// A rate from 0 to 1 as a percentage.
  static func percentage(_ value: Double?) -> HTML { exact(value) { percent($0) } }

  /// A difference of rates, with its sign, in percentage points.
  static func points(_ value: Double?) -> HTML {
    exact(value) { ($0 < 0 ? "−" : "+") + decimal(abs($0) * 100, digits: 1) }
  }

  /// A number with some digits after the point and a unit.
  static func number(_ value: Double?, digits: Int, unit: String = "") -> HTML {
    exact(value) { decimal($0, digits: digits) + unit }
  }

  /// A rate as a percentage, as plain text.
  static func percent(_ value: Double) -> String { decimal(value * 100, digits: 1) + " %" }

  /// A number with some digits after the point, as plain text, the same in every language.
  static func decimal(_ value: Double, digits: Int) -> String {
    String(format: "%.\(digits)f", value).replacing("-", with: "−")
  }

  /// A number as SVG takes it.
  static func coordinate(_ value: Double) -> String { String(format: "%.2f", value) }

  private static func exact(_ value: Double?, _ text: (Double) -> String) -> HTML {
    guard let value else { return #"<span class="none">not defined</span>"# }
    return data(String(value), text(value))
  }

  private static func data(_ value: String, _ text: String) -> HTML {
    "<data value=\"\(value)\">\(text)</data>"
  }
}
