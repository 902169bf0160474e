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

  /// Draws the report.
  ///
  /// - Parameter columns: The most columns of a line; two columns of text stand side by side where there is room.
  /// - Returns: The lines, from the top.
  public func lines(columns: Int) -> [StyledLine] {
    let layout = ColumnLayout(columns: columns, leastForTwo: Self.leastColumnsForTwo)
    return layout.lines(of: blocks(columns: layout.width).map(\.lines))
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
      ReliabilityBlock.block(statistics.agreement, columns: columns),
    ]
    return before + comparisons + StrataBlocks.blocks(statistics, columns: columns) + after
  }
}
