import Statistics
import TextUI

/// A part of the statistics: a title, and lines below it that fit into some columns.
struct StatisticsBlock: Sendable {
  /// The most columns of a line.
  let columns: Int
  /// The title and what stands below it.
  private(set) var lines: [StyledLine]

  /// Begins a block.
  init(_ title: DisplayText, columns: Int) {
    self.columns = columns
    lines = [StyledLine(title.truncated(to: columns), role: .heading)]
  }

  /// Adds one line; what does not fit is cut off.
  mutating func append(_ text: DisplayText, role: Role = .text) {
    lines.append(StyledLine(text.truncated(to: columns), role: role))
  }

  /// Adds text in as many lines as it takes.
  mutating func append(wrapping text: DisplayText, role: Role = .text) {
    for line in text.lines(columns: columns) { lines.append(StyledLine(line, role: role)) }
  }
}

/// How numbers are written in the statistics, the same wherever they stand.
enum StatisticsText {
  /// A rate from 0 to 1.
  static func percent(_ rate: Double) -> DisplayText { "\(rate * 100, decimals: 1) %" }

  /// A difference of rates, with its sign.
  static func points(_ difference: Double) -> DisplayText {
    (difference < 0 ? "-" : "+") + "\(abs(difference) * 100, decimals: 1)"
  }

  /// A number that may be undefined.
  static func number(_ value: Double?, decimals: Int) -> DisplayText {
    value.map { "\($0, decimals: decimals)" } ?? "not defined"
  }

  /// How many of how many.
  static func count(_ proportion: Proportion) -> DisplayText {
    "\(proportion.successes) of \(proportion.trials)"
  }

  /// What stands in the place of a rate of too few decisions.
  static var notEnough: DisplayText { "not enough data (n < \(Proportion.fewestTrials))" }
}
