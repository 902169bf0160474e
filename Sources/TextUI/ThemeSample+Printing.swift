extension ThemeSample {
  /// The sample as lines to print, for where no screen can be taken.
  ///
  /// - Parameters:
  ///   - columns: The width of the terminal; two columns of roles need 80.
  ///   - isStyled: Whether to colour them by escape sequences (ECMA-48, SGR); if not, they are plain text.
  /// - Returns: Lines without line ends; each one leaves the terminal's style as it was.
  public func lines(columns: Int, isStyled: Bool) -> [String] {
    var screen = Screen(size: Size(rows: rows.count + 1, columns: columns))
    draw(in: screen.bounds, on: &screen)
    let lines = (0..<screen.size.rows).map { screen.row($0) }
    let used = lines.lastIndex { $0.contains { $0.text != .blank } } ?? 0
    return lines[...used].map { isStyled ? styled($0) : Self.plain($0) }
  }

  private func styled(_ cells: ArraySlice<Screen.Cell>) -> String {
    var line = ""
    var role: Role?
    for cell in cells {
      if cell.role != role { line += theme.style(for: cell.role, depth: depth).escapeSequence }
      role = cell.role
      line += Self.text(of: cell)
    }
    return line + "\u{1B}[0m"
  }

  private static func plain(_ cells: ArraySlice<Screen.Cell>) -> String {
    var line = cells.map(text).joined()
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func text(of cell: Screen.Cell) -> String {
    (Repertoire.current == .ascii ? cell.text?.asciiText : cell.text?.text) ?? ""
  }
}

extension Style {
  /// Sets exactly this style, whatever was set before.
  fileprivate var escapeSequence: String {
    var parameters = ["0"]
    if attributes.contains(.bold) { parameters.append("1") }
    if attributes.contains(.underline) { parameters.append("4") }
    if attributes.contains(.reverse) { parameters.append("7") }
    parameters += Self.parameters(of: foreground, base: 30) + Self.parameters(of: background, base: 40)
    return "\u{1B}[" + parameters.joined(separator: ";") + "m"
  }

  /// The first eight colours have numbers of their own, so have the next eight; beyond them xterm's form serves.
  private static func parameters(of color: Int, base: Int) -> [String] {
    switch color {
    case ..<0: []
    case ..<8: ["\(base + color)"]
    case ..<16: ["\(base + 60 + color - 8)"]
    default: ["\(base + 8)", "5", "\(color)"]
    }
  }
}
