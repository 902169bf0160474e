/// What one cell of the screen shows: a spacing scalar with at most four marks, or a flag's two indicators.
public struct CellText: Sendable {
  /// An empty cell.
  public static let blank = CellText(text: " ", width: 1)

  /// The scalars, ready to be written to a terminal.
  public let text: String
  /// Columns, 1 or 2.
  public let width: Int

  /// Only a `DisplayText` makes them.
  init(text: String, width: Int) {
    self.text = text
    self.width = width
  }
}

extension CellText: Hashable {
  /// Compares scalar by scalar; Swift's own comparison takes composed and decomposed letters for the same.
  public static func == (left: CellText, right: CellText) -> Bool {
    left.width == right.width && left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes the scalars, as `==` compares them.
  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
