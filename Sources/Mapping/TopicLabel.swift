/// The name of a topic, laid over the map.
public struct TopicLabel: Hashable, Sendable {
  /// The topic's index.
  public var topic: Int
  /// The row of cells that it stands on, from the top of the frame.
  public var row: Int
  /// The first cell of the name, from the left edge of the frame.
  ///
  /// The cells before and after the name, where there are any, are kept for it too: blanks set it off.
  public var column: Int
  /// How many cells the name takes.
  public var columns: Int

  /// Lays names over the parts of the map that are most telling of them.
  ///
  /// Each name is laid once at most.
  ///
  /// A part tells of a topic by how many more points of it there are than the topic's share of the pool would
  /// bring there (weighted relative accuracy; N. Lavrač, P. Flach, B. Zupan, 1999), and only where that is
  /// beyond two standard deviations of chance. Names overlap neither each other nor the cells of the open
  /// cluster; those that find no room are left out.
  /// - Parameters:
  ///   - widths: For each topic the cells that its name takes; one of 0 is not shown.
  ///   - raster: The picture to lay names over; its size is the frame's.
  ///   - points: The points, with their topics.
  ///   - frame: What is looked at.
  ///   - limit: The most names.
  /// - Returns: The names, the most telling first; none where the points have no topics.
  public static func laid(
    widths: [Int],
    over raster: BrailleRaster,
    of points: MapPoints,
    in frame: MapFrame,
    limit: Int
  ) -> [TopicLabel] {
    let known = widths.indices.filter {
      $0 < points.topicCounts.count && (1...max(1, frame.columns)).contains(widths[$0])
    }
    guard limit > 0, !known.isEmpty else { return [] }
    var room = LabelRoom(raster)
    var labels: [TopicLabel] = []
    for claim in TopicTiles(of: points, in: frame, topics: known).claims() {
      guard labels.count < limit else { break }
      guard !labels.contains(where: { $0.topic == claim.topic }) else { continue }
      let width = widths[claim.topic]
      if let label = room.place(claim.topic, width: width, row: claim.row, column: claim.column) {
        labels.append(label)
      }
    }
    return labels
  }
}

/// Which cells of a picture may still be covered by names.
private struct LabelRoom {
  private let rows: Int
  private let columns: Int
  /// Cells that no name may cover.
  private var isTaken: [Bool]

  init(_ raster: BrailleRaster) {
    rows = raster.rows
    columns = raster.columns
    isTaken = raster.cells.map { $0.kind >= .cluster }
  }

  /// Takes room for a name around a cell or one row above or below, with a free cell on all sides of it.
  mutating func place(_ topic: Int, width: Int, row: Int, column: Int) -> TopicLabel? {
    guard width <= columns else { return nil }
    let first = min(columns - width, max(0, column - width / 2))
    let wide = max(0, first - 1)..<min(columns, first + width + 1)
    for row in [row, row - 1, row + 1] where (0..<rows).contains(row) {
      guard !cells(wide, ofRow: row).contains(where: { isTaken[$0] }) else { continue }
      for near in max(0, row - 1)...min(rows - 1, row + 1) {
        for cell in cells(wide, ofRow: near) { isTaken[cell] = true }
      }
      return TopicLabel(topic: topic, row: row, column: first, columns: width)
    }
    return nil
  }

  private func cells(_ span: Range<Int>, ofRow row: Int) -> Range<Int> {
    row * columns + span.lowerBound..<row * columns + span.upperBound
  }
}
