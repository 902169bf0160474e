import TextUI

/// A control sequence under way: ESC `[`, parameters, and a last byte (ECMA-48, 5.4).
struct ControlSequence {
  /// What the last byte makes of it.
  enum End: Equatable {
    case key(Key)
    case pasteBegin
    /// So many more scalars belong to it.
    case remainder(Int)
    case nothing
  }

  /// Parameters beyond this length are no key's.
  private static let longestParameters = 16

  /// Whether its escape was already taken for a key; then it means nothing any more.
  let isLate: Bool
  private var parameters = ""

  init(isLate: Bool) { self.isLate = isLate }

  mutating func append(_ scalar: UnicodeScalar) {
    if parameters.utf8.count < Self.longestParameters { parameters.unicodeScalars.append(scalar) }
  }

  func finish(with last: UnicodeScalar) -> End {
    switch (parameters, last) {
    case ("200", "~"): .pasteBegin
    case ("", "["): .remainder(1)  // The function keys of the Linux console.
    case ("", "M"): .remainder(3)  // The mouse in its oldest form: button, column, row.
    case ("", "Z"): .key(.backTab)
    case ("", _): Self.keyAfterSingleShift(last).map(End.key) ?? .nothing
    case (_, "~"): Int(parameters).flatMap(Self.key(numbered:)).map(End.key) ?? .nothing
    default: .nothing
    }
  }

  /// The key that a letter stands for after ESC `O`, and for most of them after ESC `[`.
  static func keyAfterSingleShift(_ letter: UnicodeScalar) -> Key? {
    switch letter {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    case "P": .function(1)
    case "Q": .function(2)
    case "R": .function(3)
    case "S": .function(4)
    default: nil
    }
  }

  private static func key(numbered number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 4, 8: .end
    case 3: .delete
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }
}
