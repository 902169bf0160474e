/// How many values fall into each of some bins of equal width, as columns that stand on a rule.
public struct Histogram: Hashable, Sendable {
  /// The count of each bin, from the left; never negative.
  public let counts: [Int]

  /// Makes a histogram of counts.
  public init(counts: [Int]) { self.counts = counts.map { max(0, $0) } }

  /// Counts values in bins that divide a range; its upper end belongs to the last one.
  ///
  /// What lies outside the range, or is no number, is not counted.
  public init(_ values: some Sequence<Double>, bins: Int, over range: ClosedRange<Double>) {
    var counts = Array(repeating: 0, count: max(1, bins))
    let width = range.upperBound - range.lowerBound
    for value in values where range.contains(value) {
      let share = width > 0 ? (value - range.lowerBound) / width : 0
      counts[min(counts.count - 1, Int(share * Double(counts.count)))] += 1
    }
    self.counts = counts
  }

  /// Draws the columns, the rule below them, and the labels of the bins below that.
  ///
  /// - Parameters:
  ///   - size: Rows of the whole picture and its most columns; bins for which there is no room are joined with
  ///     their neighbours.
  ///   - labels: What the bins are called, in order; a label that does not fit below its column is left out.
  /// - Returns: As many texts as the size has rows, each as wide as the columns that are used.
  public func lines(size: Size, labels: [DisplayText] = []) -> [DisplayText] {
    guard size.rows > 0, size.columns > 0, !counts.isEmpty else { return [] }
    let groups = Self.joined(counts, to: size.columns)
    let pitch = size.columns / groups.count
    let bar = max(1, pitch - (pitch > 1 ? 1 : 0))
    let hasLabels = !labels.isEmpty && groups.count == counts.count && size.rows > 2
    let height = size.rows - (size.rows > 1 ? 1 : 0) - (hasLabels ? 1 : 0)
    let highest = groups.max() ?? 0
    var lines = (0..<height).map { row in
      groups.reduce(into: DisplayText("")) { line, count in
        let level = Self.eighths(of: count, highest: highest, rows: height) - 8 * (height - 1 - row)
        let filled = level > 0 ? OwnGlyph.lowerBlocks[min(8, level) - 1].text(repeated: bar) : ""
        line += filled.padded(to: pitch)
      }
    }
    if size.rows > 1 { lines.append(OwnGlyph.horizontalRule.text(repeated: pitch * groups.count)) }
    if hasLabels { lines.append(Self.row(of: labels, count: groups.count, pitch: pitch)) }
    return lines
  }

  /// The height of a column in eighths of a row; more than nothing shows at least as one.
  private static func eighths(of count: Double, highest: Double, rows: Int) -> Int {
    guard count > 0 else { return 0 }
    return max(1, Int((count / highest * Double(rows) * 8).rounded()))
  }

  private static func joined(_ counts: [Int], to columns: Int) -> [Double] {
    let size = (counts.count + columns - 1) / columns
    return stride(from: 0, to: counts.count, by: size).map {
      counts[$0..<min(counts.count, $0 + size)].reduce(0) { $0 + Double($1) }
    }
  }

  private static func row(of labels: [DisplayText], count: Int, pitch: Int) -> DisplayText {
    labels.prefix(count).reduce(into: DisplayText("")) { row, label in
      row += (label.width <= max(1, pitch - 1) ? label : "").padded(to: pitch)
    }
    .padded(to: count * pitch)
  }
}
