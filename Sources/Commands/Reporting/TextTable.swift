import TextUI

/// Rows of cells below each other, each column as wide as its widest cell.
struct TextTable {
  /// How the cells of a column stand.
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[DisplayText]]

  /// Begins a table with the names of its columns.
  init(_ columns: [(name: DisplayText, alignment: Alignment)]) {
    alignments = columns.map(\.alignment)
    rows = [columns.map(\.name)]
  }

  /// Adds a row.
  mutating func add(_ cells: [DisplayText]) { rows.append(cells) }

  /// The lines, two columns of space between the cells.
  var lines: [DisplayText] {
    let widths = alignments.indices.map { column in
      rows.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line: DisplayText = ""
      for (column, cell) in row.enumerated() {
        if column > 0 { line += "  " }
        let space = DisplayText("").padded(to: widths[column] - cell.width)
        let isLast = column == row.count - 1
        line += alignments[column] == .right ? space + cell : isLast ? cell : cell + space
      }
      return line
    }
  }
}
