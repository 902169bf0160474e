/// An estimate between 0 and 1 with its interval, and the value that chance alone would give.
///
///           ┆   ├──●──┤
public struct IntervalBar: Hashable, Sendable {
  /// The estimate.
  public let estimate: Double
  /// The interval around it.
  public let interval: ClosedRange<Double>
  /// What chance alone would give; nil for nothing.
  public let chance: Double?

  /// Makes a bar; what lies outside 0 to 1 is drawn at the nearer end.
  public init(estimate: Double, interval: ClosedRange<Double>, chance: Double? = nil) {
    self.estimate = estimate
    self.interval = interval
    self.chance = chance
  }

  /// Draws the bar on a scale whose first column is 0 and whose last is 1.
  ///
  /// Where two signs meet, the estimate comes before chance, and chance before the interval.
  /// - Parameter columns: The columns of the text.
  /// - Returns: A text that takes all of them.
  public func text(columns: Int) -> DisplayText {
    guard columns > 0 else { return "" }
    func column(of value: Double) -> Int? {
      guard !value.isNaN else { return nil }
      return Int((min(1, max(0, value)) * Double(columns - 1)).rounded())
    }
    var signs: [OwnGlyph?] = Array(repeating: nil, count: columns)
    if let start = column(of: interval.lowerBound), let end = column(of: interval.upperBound) {
      for column in start...max(start, end) { signs[column] = .horizontalRule }
      if start < end { (signs[start], signs[end]) = (.intervalStart, .intervalEnd) }
    }
    if let chance, let column = column(of: chance) { signs[column] = .dashedRule }
    if let column = column(of: estimate) { signs[column] = .disc }
    return signs.reduce(into: DisplayText("")) { $0 += $1?.text() ?? " " }
  }
}
