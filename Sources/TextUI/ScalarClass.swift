/// How one Unicode scalar behaves in a terminal cell.
struct ScalarClass {
  /// What becomes of a scalar on the screen.
  enum Shape: UInt8 {
    /// Never shown as itself: controls, format characters, invisible, private and unassigned ones.
    case hidden
    /// Takes one column.
    case narrow
    /// Takes two columns.
    case wide
    /// Sits on the scalar before it and takes none.
    case mark
  }

  private static let shapeBits: UInt8 = 0b111
  private static let rightToLeft: UInt8 = 8
  private static let latin: UInt8 = 16
  private static let cyrillicOrGreek: UInt8 = 32
  private static let unusualSpace: UInt8 = 64

  /// One byte for each scalar below the table's limit.
  private static let table: [UInt8] = {
    let runs = ScalarClassTable.runs
    var table = [UInt8](repeating: 0, count: Int(ScalarClassTable.limit))
    for (index, run) in runs.enumerated() where UInt8(truncatingIfNeeded: run) != 0 {
      let end = index + 1 < runs.count ? runs[index + 1] >> 8 : ScalarClassTable.limit
      for scalar in Int(run >> 8)..<Int(end) {
        table[scalar] = UInt8(truncatingIfNeeded: run)
      }
    }
    return table
  }()

  private let bits: UInt8

  /// Looks up a scalar by its value.
  init(_ scalar: UInt32) {
    bits = scalar < ScalarClassTable.limit ? Self.table[Int(scalar)] : 0
  }

  var shape: Shape { Shape(rawValue: bits & Self.shapeBits) ?? .hidden }
  var isRightToLeft: Bool { bits & Self.rightToLeft != 0 }
  var isLatin: Bool { bits & Self.latin != 0 }
  var isCyrillicOrGreek: Bool { bits & Self.cyrillicOrGreek != 0 }
  var isUnusualSpace: Bool { bits & Self.unusualSpace != 0 }

  /// Columns that a scalar of this class takes.
  var width: Int {
    switch shape {
    case .narrow: 1
    case .wide: 2
    case .hidden, .mark: 0
    }
  }
}
