/// Bars one below the other, each with its value before it and its label behind it.
///
/// The label comes last since it may be text from outside, which nothing of ours may follow on its row.
///
///     12 ████████▌   duplicate of a pick
///      3 ██▏         ambiguous
public struct BarChart: Hashable, Sendable {
  /// One row.
  public struct Bar: Hashable, Sendable {
    /// How long the bar is, on the scale of the chart.
    public let value: Double
    /// How the value is written.
    public let valueText: DisplayText
    /// What it is the value of.
    public let label: DisplayText

    /// Makes a row.
    public init(_ label: DisplayText, value: Double, valueText: DisplayText) {
      self.label = label
      self.value = value
      self.valueText = valueText
    }

    /// Makes a row with a count.
    public init(_ label: DisplayText, count: Int) {
      self.init(label, value: Double(count), valueText: "\(count)")
    }
  }

  /// The rows, from the top.
  public let bars: [Bar]
  /// The value of a bar that fills its room.
  public let maximum: Double

  /// Makes a chart; without a maximum the greatest value fills its room.
  public init(_ bars: [Bar], maximum: Double? = nil) {
    self.bars = bars
    self.maximum = maximum ?? bars.map(\.value).filter(\.isFinite).max() ?? 0
  }

  /// Draws the rows.
  ///
  /// - Parameters:
  ///   - columns: The most columns of a row.
  ///   - barColumns: The most columns of a bar.
  /// - Returns: A text for every bar.
  public func lines(columns: Int, barColumns: Int = 30) -> [DisplayText] {
    let valueWidth = bars.map(\.valueText.width).max() ?? 0
    let labelWidth = bars.map(\.label.width).max() ?? 0
    let room = columns - valueWidth - labelWidth - 3
    let length = max(0, min(barColumns, max(room, min(8, columns - valueWidth - 1))))
    return bars.map { bar in
      let value = DisplayText("").padded(to: valueWidth - bar.valueText.width) + bar.valueText
      let shape = Self.bar(of: bar.value / maximum, columns: length).padded(to: length)
      return (value + " " + shape + "  " + bar.label).truncated(to: columns)
    }
  }

  /// A bar that fills a share of some columns, to an eighth of one; nothing for what is no share.
  ///
  /// What is more than nothing shows at least as an eighth, what is more than all as all.
  public static func bar(of share: Double, columns: Int) -> DisplayText {
    guard share > 0, columns > 0 else { return "" }
    let eighths = max(1, Int((min(1, share) * Double(columns) * 8).rounded()))
    return OwnGlyph.full.text(repeated: eighths / 8) + (Self.parts[eighths % 8]?.text() ?? "")
  }

  private static let parts: [OwnGlyph?] = [
    nil, .leftEighth, .leftQuarter, .leftThreeEighths, .leftHalf, .leftFiveEighths, .leftThreeQuarters,
    .leftSevenEighths,
  ]
}
