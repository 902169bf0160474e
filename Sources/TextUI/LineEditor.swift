/// One line of text that is being typed.
public struct LineEditor: Hashable, Sendable {
  private var before: String
  private var after: String

  /// Begins with a text and the cursor at its end.
  public init(text: String = "") {
    before = text
    after = ""
  }

  /// The whole text; it is from outside like any other.
  public var text: String { before + after }
  /// Whether nothing is typed.
  public var isEmpty: Bool { before.isEmpty && after.isEmpty }
  /// Characters left of the cursor.
  public var cursor: Int { before.count }

  /// Changes the text or moves the cursor.
  ///
  /// - Returns: Whether the key meant something here; Enter and Esc do not.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): before.append(character)
    case .backspace: _ = before.popLast()
    case .delete: after = String(after.dropFirst())
    case .left:
      after = before.suffix(1) + after
      before = String(before.dropLast())
    case .right:
      before += after.prefix(1)
      after = String(after.dropFirst())
    case .home, .control("a"): moveToStart()
    case .end, .control("e"): moveToEnd()
    case .control("u"): before = ""
    case .control("k"): after = ""
    case .control("w"): deleteWord()
    default: return false
    }
    return true
  }

  /// Inserts pasted text; line ends and tabs become spaces, other controls are left out.
  public mutating func paste(_ text: String) {
    var scalars = String.UnicodeScalarView()
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: scalars.append(" ")
      case 0..<0x20, 0x7F..<0xA0: continue
      default: scalars.append(scalar)
      }
    }
    before.unicodeScalars.append(contentsOf: scalars)
  }

  /// Draws the part around the cursor on the first row of a rectangle, and puts the screen's cursor there.
  public func draw(on screen: inout Screen, in rect: Rect, role: Role = .field) {
    guard !rect.isEmpty else { return }
    screen.fill(rect.splitTop(1).top, role: role)
    let left = DisplayText(untrusted: before, as: .row).suffix(columns: rect.columns - 1)
    let used = screen.draw(left, in: rect, role: role)
    let rest = rect.splitLeft(used).rest
    screen.cursor = Point(row: rect.row, column: rest.column)
    screen.draw(DisplayText(untrusted: after, as: .row).truncated(to: rest.columns), in: rest, role: role)
  }

  private mutating func moveToStart() {
    after = text
    before = ""
  }

  private mutating func moveToEnd() {
    before = text
    after = ""
  }

  private mutating func deleteWord() {
    while before.last?.isWhitespace == true { before.removeLast() }
    while let last = before.last, !last.isWhitespace { before.removeLast() }
  }
}

extension DisplayText {
  /// The end of the text in at most a number of columns; `…` in front tells that something was cut.
  func suffix(columns: Int) -> DisplayText {
    let surplus = width - max(0, columns)
    guard surplus > 0 else { return self }
    guard columns > 0 else { return "" }
    let start = withCells { cells in
      var column = 0
      while column <= surplus, let cell = cells.next(column: column) {
        column += cell.width
        if column > surplus { return cell.end }
      }
      return bytes.count
    }
    return Self.ellipsis + slice(start..<bytes.count)
  }
}
