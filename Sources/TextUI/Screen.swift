/// A picture of the whole terminal, as a value; a `Display` shows it.
public struct Screen: Hashable, Sendable {
  /// One cell; `text` is nil for the right half of a wide one.
  public struct Cell: Hashable, Sendable {
    /// What the cell shows.
    public internal(set) var text: CellText?
    /// What it is.
    public internal(set) var role: Role

    static let blank = Cell(text: .blank, role: .text)
  }

  /// Height and width in cells.
  public let size: Size
  /// `rows × columns`, row-major.
  public internal(set) var cells: [Cell]
  /// Where the terminal's cursor stands; nil hides it.
  public var cursor: Point?

  /// Makes a blank screen.
  public init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.rows * size.columns)
  }

  /// The whole screen, to be divided.
  public var bounds: Rect { Rect(row: 0, column: 0, rows: size.rows, columns: size.columns) }

  /// The cells of one row; empty beyond the screen.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    guard (0..<size.rows).contains(row) else { return [] }
    return cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// The characters of one row.
  public func text(ofRow row: Int) -> String {
    self.row(row).map { $0.text?.text ?? "" }.joined()
  }

  /// Puts one cell's text; whole or not at all.
  ///
  /// - Returns: Whether it lies on the screen.
  @discardableResult
  mutating func put(_ text: CellText, at point: Point, role: Role) -> Bool {
    guard (0..<size.rows).contains(point.row), point.column >= 0, point.column + text.width <= size.columns
    else { return false }
    let index = point.row * size.columns + point.column
    blankHalves(from: index, width: text.width)
    cells[index] = Cell(text: text, role: role)
    if text.width == 2 { cells[index + 1] = Cell(text: nil, role: role) }
    return true
  }

  mutating func setRole(_ role: Role, at point: Point) {
    cells[point.row * size.columns + point.column].role = role
  }

  /// Blanks the halves of wide cells that would stay behind when cells are overwritten.
  private mutating func blankHalves(from index: Int, width: Int) {
    if cells[index].text == nil, index > 0 { cells[index - 1].text = .blank }
    let next = index + width
    if next < cells.count, cells[next].text == nil { cells[next].text = .blank }
  }
}
