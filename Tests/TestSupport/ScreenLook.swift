/// What can be seen of a screen that tmux tells with its colours.
///
/// Cells that look the same may be told differently: programs clear blanks with whatever pen they hold, and the way
/// depends on what was painted before.
public enum ScreenLook {
  /// The same screen, told in one way only: trailing blanks are gone, and a blank has what shows without a letter.
  public static func canonical(_ screen: String) -> String {
    var pen = Pen()
    return screen.split(separator: "\n", omittingEmptySubsequences: false)
      .map { canonical($0, pen: &pen) }
      .joined(separator: "\n")
  }

  private static func canonical(_ row: Substring, pen: inout Pen) -> String {
    var cells: [(pen: Pen, letter: Unicode.Scalar)] = []
    var rest = row.unicodeScalars[...]
    while let letter = rest.first {
      if let style = Substring(rest).prefixMatch(of: /\u{1B}\[([0-9;]*)m/) {
        pen.apply(style.output.1.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
        rest = rest[style.range.upperBound...]
      } else {
        cells.append((letter == " " ? pen.withoutLetter : pen, letter))
        rest.removeFirst()
      }
    }
    while let last = cells.last, last.letter == " ", last.pen == Pen() { cells.removeLast() }
    var text = ""
    var current = Pen()
    for cell in cells {
      if cell.pen != current { text += cell.pen.sequence }
      current = cell.pen
      text.unicodeScalars.append(cell.letter)
    }
    return current == Pen() ? text : text + Pen().sequence
  }
}

/// What letters are written with.
private struct Pen: Equatable {
  /// Parameters of ECMA-48 from 1 to 9.
  private var attributes: Set<Int> = []
  private var ink: [Int] = []
  private var ground: [Int] = []

  private static let underline = 4
  private static let reverse = 7

  var sequence: String {
    "\u{1B}[" + ([0] + attributes.sorted() + ink + ground).map(String.init).joined(separator: ";") + "m"
  }

  /// All of it that shows where there is no letter.
  var withoutLetter: Pen {
    var pen = self
    pen.attributes.formIntersection([Self.underline, Self.reverse])
    if pen.attributes.isEmpty { pen.ink = [] }
    return pen
  }

  mutating func apply(_ parameters: [Int]) {
    var rest = parameters[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: self = Pen()
      case 1...9: attributes.insert(code)
      case 22: attributes.subtract([1, 2])
      case 23...29: attributes.remove(code - 20)
      case 38, 48:
        let count = rest.first == 2 ? 4 : 2
        choose([code] + rest.prefix(count))
        rest = rest.dropFirst(count)
      case 39: ink = []
      case 49: ground = []
      default: choose([code])
      }
    }
  }

  private mutating func choose(_ color: [Int]) {
    switch color[0] {
    case 30...38, 90...97: ink = color
    case 40...48, 100...107: ground = color
    default: break
    }
  }
}
