/// A place on the screen, counted from its top left corner.
public struct Point: Hashable, Sendable {
  /// Rows below the top, from 0.
  public var row: Int
  /// Columns right of the left edge, from 0.
  public var column: Int

  /// Makes a point.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// The extent of a screen or a part of one, in cells; never negative.
public struct Size: Hashable, Sendable {
  /// Height in cells.
  public var rows: Int
  /// Width in cells.
  public var columns: Int

  /// Makes a size; what is below zero becomes zero.
  public init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }
}

/// A part of the screen; its size is never negative.
public struct Rect: Hashable, Sendable {
  /// The top left cell.
  public var origin: Point
  /// Height and width in cells.
  public var size: Size

  /// Makes a rectangle from its top left cell and its size.
  public init(row: Int, column: Int, rows: Int, columns: Int) {
    origin = Point(row: row, column: column)
    size = Size(rows: rows, columns: columns)
  }

  /// The topmost row.
  public var row: Int { origin.row }
  /// The leftmost column.
  public var column: Int { origin.column }
  /// Height in cells.
  public var rows: Int { size.rows }
  /// Width in cells.
  public var columns: Int { size.columns }
  /// The row below the last one.
  public var endRow: Int { row + rows }
  /// The column right of the last one.
  public var endColumn: Int { column + columns }
  /// Whether there is no cell in it.
  public var isEmpty: Bool { rows == 0 || columns == 0 }

  /// The part that two rectangles share; empty where they share none.
  public func intersection(_ other: Rect) -> Rect {
    let row = max(self.row, other.row)
    let column = max(self.column, other.column)
    return Rect(
      row: row,
      column: column,
      rows: min(endRow, other.endRow) - row,
      columns: min(endColumn, other.endColumn) - column
    )
  }
}

extension Rect {
  /// Takes up to `count` rows off the top.
  public func splitTop(_ count: Int) -> (top: Rect, rest: Rect) {
    let taken = min(max(0, count), rows)
    return (
      Rect(row: row, column: column, rows: taken, columns: columns),
      Rect(row: row + taken, column: column, rows: rows - taken, columns: columns)
    )
  }

  /// Takes up to `count` rows off the bottom.
  public func splitBottom(_ count: Int) -> (rest: Rect, bottom: Rect) {
    let (rest, bottom) = splitTop(rows - min(max(0, count), rows))
    return (rest, bottom)
  }

  /// Takes up to `count` columns off the left side.
  public func splitLeft(_ count: Int) -> (left: Rect, rest: Rect) {
    let taken = min(max(0, count), columns)
    return (
      Rect(row: row, column: column, rows: rows, columns: taken),
      Rect(row: row, column: column + taken, rows: rows, columns: columns - taken)
    )
  }

  /// Takes up to `count` columns off the right side.
  public func splitRight(_ count: Int) -> (rest: Rect, right: Rect) {
    let (rest, right) = splitLeft(columns - min(max(0, count), columns))
    return (rest, right)
  }
}
