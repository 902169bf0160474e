import CCurses
import ScreenThread
import TextUI

/// Puts screens into ncurses, which sends the terminal what changed.
@ScreenActor
final class ScreenPainter {
  private struct Look {
    var attributes: UInt32
    var pair: Int32
    var ground: Ground
  }

  /// All that shows of a style where there are no letters.
  private struct Ground: Equatable {
    var background: Int
    var attributes: Style.Attributes
    /// What a reversed blank is filled with.
    var foreground: Int?

    init(of style: Style) {
      background = style.background
      attributes = style.attributes.intersection([.underline, .reverse])
      foreground = attributes.isEmpty ? nil : style.foreground
    }
  }

  /// Cells at which ncurses counted other columns than our table; 0 where both know the same Unicode.
  private(set) var disagreements = 0

  private let repertoire: Repertoire
  private var looks: [Role: Look] = [:]
  private var last: Screen?
  /// What is written next, kept to be filled again.
  private var bytes: [UInt8] = []

  init(repertoire: Repertoire) { self.repertoire = repertoire }

  func use(_ theme: Theme, depth: ColorDepth) {
    for role in Role.allCases {
      let style = theme.style(for: role, depth: depth)
      looks[role] = Look(
        attributes: bits(of: style.attributes),
        pair: cc_pair(Int32(style.foreground), Int32(style.background)),
        ground: Ground(of: style)
      )
    }
    forget()
  }

  /// Forgets what the terminal shows.
  func forget() { last = nil }

  func paint(_ screen: Screen) {
    var rows: Int32 = 0
    var columns: Int32 = 0
    cc_size(&rows, &columns)
    let isComparable = last?.size == screen.size
    for row in 0..<min(Int(rows), screen.size.rows) {
      let cells = screen.row(row)
      if isComparable, last?.row(row) == cells { continue }
      paint(cells.prefix(Int(columns)), row: row)
    }
    let cursor = screen.cursor.flatMap { point in
      (0..<Int(rows)).contains(point.row) && (0..<Int(columns)).contains(point.column) ? point : nil
    }
    cc_place_cursor(cursor != nil, Int32(cursor?.row ?? 0), Int32(cursor?.column ?? 0))
    cc_present()
    last = screen
  }

  /// Writes one row as runs of cells that look the same.
  private func paint(_ cells: ArraySlice<Screen.Cell>, row: Int) {
    var start = cells.startIndex
    while start < cells.endIndex {
      let role = cells[start].role
      let end = end(ofRunFrom: start, in: cells)
      let column = start - cells.startIndex
      if !put(cells[start..<end], row: row, column: column, role: role) {
        putOneByOne(cells[start..<end], row: row, column: column, role: role)
      }
      start = end
    }
  }

  /// Where a run ends.
  ///
  /// Blanks join the run before them where that does not show: each change of style costs more bytes than a word.
  /// Those of the role that follows stay with it, as they mostly change together.
  private func end(ofRunFrom start: Int, in cells: ArraySlice<Screen.Cell>) -> Int {
    let role = cells[start].role
    guard var end = cells[start...].firstIndex(where: { !isLike($0, role) }) else { return cells.endIndex }
    let next = cells[end].role
    while end - 1 > start, cells[end - 1].text == .blank, cells[end - 1].role == next { end -= 1 }
    return end
  }

  private func isLike(_ cell: Screen.Cell, _ role: Role) -> Bool {
    cell.role == role || cell.text == .blank && looks[cell.role]?.ground == looks[role]?.ground
  }

  /// Writes cells in one go; whether ncurses arrived where it should.
  private func put(_ cells: ArraySlice<Screen.Cell>, row: Int, column: Int, role: Role) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    for cell in cells { append(cell) }
    return put(row: row, column: column, role: role) == column + cells.count
  }

  /// Writes cells each at its own column, with `?` for those that the C library measures differently.
  private func putOneByOne(_ cells: ArraySlice<Screen.Cell>, row: Int, column: Int, role: Role) {
    var column = column
    for cell in cells {
      bytes.removeAll(keepingCapacity: true)
      append(cell)
      if let width = cell.text?.width, put(row: row, column: column, role: role) != column + width {
        disagreements += 1
        bytes = Array(repeating: UInt8(ascii: "?"), count: width)
        _ = put(row: row, column: column, role: role)
      }
      column += 1
    }
  }

  /// Writes the bytes that were gathered; the column where ncurses arrived.
  private func put(row: Int, column: Int, role: Role) -> Int {
    guard let look = looks[role] else { return column }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return column }
      return Int(
        cc_put(Int32(row), Int32(column), start, Int32(bytes.count), look.attributes, look.pair)
      )
    }
  }

  private func append(_ cell: Screen.Cell) {
    guard let text = cell.text else { return }
    if repertoire == .ascii { bytes.append(contentsOf: text.asciiText.utf8) } else { text.append(to: &bytes) }
  }

  private func bits(of attributes: Style.Attributes) -> UInt32 {
    var bits: UInt32 = 0
    if attributes.contains(.bold) { bits |= cc_bold }
    if attributes.contains(.underline) { bits |= cc_underline }
    if attributes.contains(.reverse) { bits |= cc_reverse }
    return bits
  }
}
