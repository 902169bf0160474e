import Testing
import TextUI

@Suite struct GeometryTests {
  static let rects = [
    Rect(row: 0, column: 0, rows: 0, columns: 0), Rect(row: 3, column: 5, rows: 1, columns: 1),
    Rect(row: 2, column: 1, rows: 24, columns: 80), Rect(row: 0, column: 0, rows: -4, columns: 7),
  ]

  @Test(arguments: rects, [Int.min, -1, 0, 1, 2, 23, 24, 25, 79, 80, 81, Int.max])
  func `a split loses nothing and is never negative`(rect: Rect, count: Int) {
    let (top, underTop) = rect.splitTop(count)
    let (aboveBottom, bottom) = rect.splitBottom(count)
    for (first, second) in [(top, underTop), (aboveBottom, bottom)] {
      #expect(first.rows + second.rows == rect.rows && first.rows >= 0 && second.rows >= 0)
      #expect(first.origin == rect.origin && second.row == first.endRow && second.column == rect.column)
      #expect(first.columns == rect.columns && second.columns == rect.columns)
    }
    let (left, besideLeft) = rect.splitLeft(count)
    let (besideRight, right) = rect.splitRight(count)
    for (first, second) in [(left, besideLeft), (besideRight, right)] {
      #expect(first.columns + second.columns == rect.columns && first.columns >= 0 && second.columns >= 0)
      #expect(first.origin == rect.origin && second.column == first.endColumn && second.row == rect.row)
      #expect(first.rows == rect.rows && second.rows == rect.rows)
    }
  }

  @Test func `the part named is the one of the size asked for`() {
    let rect = Rect(row: 0, column: 0, rows: 10, columns: 20)
    #expect(rect.splitTop(3).top.rows == 3)
    #expect(rect.splitBottom(3).bottom.rows == 3)
    #expect(rect.splitLeft(3).left.columns == 3)
    #expect(rect.splitRight(3).right == Rect(row: 0, column: 17, rows: 10, columns: 3))
  }

  @Test func `an intersection lies in both`() {
    let rect = Rect(row: 1, column: 1, rows: 4, columns: 4)
    #expect(
      rect.intersection(Rect(row: 3, column: 0, rows: 9, columns: 3))
        == Rect(row: 3, column: 1, rows: 2, columns: 2)
    )
    #expect(rect.intersection(Rect(row: 9, column: 9, rows: 1, columns: 1)).isEmpty)
  }
}
