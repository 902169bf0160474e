import TextUI

/// Blocks of lines below each other, or in two columns where there is room.
struct ColumnLayout {
  /// How wide a line of a block may be.
  let width: Int
  private let isDouble: Bool

  private static let gap = 3

  /// Divides so many columns in two from a number of them on.
  init(columns: Int, leastForTwo: Int) {
    isDouble = columns >= leastForTwo
    width = isDouble ? (columns - Self.gap) / 2 : columns
  }

  /// Lays blocks out, an empty line between them.
  func lines(of blocks: [[StyledLine]]) -> [StyledLine] {
    guard isDouble else { return Self.joined(blocks[...]) }
    let middle = Self.middle(of: blocks)
    return beside(Self.joined(blocks[..<middle]), Self.joined(blocks[middle...]))
  }

  private static func joined(_ blocks: ArraySlice<[StyledLine]>) -> [StyledLine] {
    Array(blocks.joined(separator: [StyledLine("")]))
  }

  /// The number of blocks in the left column with which both come closest to the same height.
  private static func middle(of blocks: [[StyledLine]]) -> Int {
    let heights = blocks.map { $0.count + 1 }
    let total = heights.reduce(0, +)
    var (left, best) = (0, (difference: total, count: 0))
    for (index, height) in heights.enumerated() {
      left += height
      let difference = abs(total - 2 * left)
      if difference < best.difference { best = (difference, index + 1) }
    }
    return best.count
  }

  private func beside(_ left: [StyledLine], _ right: [StyledLine]) -> [StyledLine] {
    (0..<max(left.count, right.count)).map { row in
      let first = row < left.count ? left[row] : StyledLine("")
      guard row < right.count, !right[row].text.isEmpty else { return first }
      let second = right[row]
      let start = width + Self.gap
      return StyledLine(
        first.text.padded(to: start) + second.text,
        spans: [
          StyledLine.Span(columns: 0..<start, role: first.role),
          StyledLine.Span(columns: start..<start + second.text.width, role: second.role),
        ]
      )
    }
  }
}
