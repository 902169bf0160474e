public import Statistics
public import TextUI

/// What the decisions so far amount to, as lines of text with charts, for the room and for the command line.
public struct StatisticsReport: Sendable {
  private let statistics: ReviewStatistics
  private let secondsFromUTC: Int
  private let hidesRanker: Bool

  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - statistics: What it says.
  ///   - secondsFromUTC: How far local time is from UTC.
  ///   - hidesRanker: Whether all that compares with the ranker is left out, as for blind curators.
  public init(_ statistics: ReviewStatistics, secondsFromUTC: Int = 0, hidesRanker: Bool = false) {
    self.statistics = statistics
    self.secondsFromUTC = secondsFromUTC
    self.hidesRanker = hidesRanker
  }

  /// From how many columns on there are two of text.
  private static let leastColumnsForTwo = 130
  private static let gap = 3

  /// Draws the report.
  ///
  /// - Parameter columns: The most columns of a line; two columns of text stand side by side where there is room.
  /// - Returns: The lines, from the top.
  public func lines(columns: Int) -> [StyledLine] {
    guard columns >= Self.leastColumnsForTwo else { return Self.joined(blocks(columns: columns)) }
    let half = (columns - Self.gap) / 2
    let blocks = blocks(columns: half)
    let (left, right) = Self.balanced(blocks)
    return Self.beside(Self.joined(left), Self.joined(right), columns: half)
  }

  private func blocks(columns: Int) -> [StatisticsBlock] {
    let before = [
      ProgressBlocks.progress(statistics.progress, columns: columns),
      ProgressBlocks.pace(statistics, secondsFromUTC: secondsFromUTC, columns: columns),
      TimeBlock.block(statistics.times, columns: columns),
    ]
    let after = [
      ReasonBlock.block(statistics.reasons, columns: columns),
      CuratorBlock.block(statistics, hidesRanker: hidesRanker, columns: columns),
      CoverageBlock.block(statistics, columns: columns),
    ]
    guard !hidesRanker else { return before + [RankerBlocks.hidden(columns: columns)] + after }
    let comparisons = [
      RankerBlocks.rates(statistics, columns: columns),
      RankerBlocks.ranks(statistics, columns: columns),
      RankerBlocks.switches(statistics, columns: columns),
    ]
    return before + comparisons + StrataBlocks.blocks(statistics, columns: columns) + after
  }

  private static func joined(_ blocks: some Collection<StatisticsBlock>) -> [StyledLine] {
    Array(blocks.map(\.lines).joined(separator: [StyledLine("")]))
  }

  /// Divides blocks where both columns come closest to the same height.
  private static func balanced(
    _ blocks: [StatisticsBlock]
  ) -> (left: ArraySlice<StatisticsBlock>, right: ArraySlice<StatisticsBlock>) {
    let heights = blocks.map { $0.lines.count + 1 }
    let total = heights.reduce(0, +)
    var (left, best) = (0, (difference: total, count: 0))
    for (index, height) in heights.enumerated() {
      left += height
      let difference = abs(total - 2 * left)
      if difference < best.difference { best = (difference, index + 1) }
    }
    return (blocks[..<best.count], blocks[best.count...])
  }

  private static func beside(_ left: [StyledLine], _ right: [StyledLine], columns: Int) -> [StyledLine] {
    (0..<max(left.count, right.count)).map { row in
      let first = row < left.count ? left[row] : StyledLine("")
      guard row < right.count, !right[row].text.isEmpty else { return first }
      let second = right[row]
      let start = columns + gap
      return StyledLine(
        first.text.padded(to: start) + second.text,
        spans: [
          StyledLine.Span(columns: 0..<start, role: first.role),
          StyledLine.Span(columns: start..<start + second.text.width, role: second.role),
        ]
      )
    }
  }
}
