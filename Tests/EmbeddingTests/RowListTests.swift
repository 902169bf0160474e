import Testing

@testable import Embedding

@Suite struct RowListTests {
  @Test(arguments: [
    ([3], ""), ([3, 5], "; likewise row 5"), ([3, 5, 8], "; likewise rows 5, 8"),
    (Array(0..<10), "; likewise rows 1, 2, 3, 4, 5, 6, 7, 8, 9"),
    (Array(0..<25), "; likewise rows 1, 2, 3, 4, 5, 6, 7, 8, 9 and 15 more"),
  ])
  func `ten rows are told by their numbers, and how many more there are`(rows: [Int], others: String) {
    let list = RowList(rows)
    #expect(list.named == rows[0] && list.count == rows.count)
    #expect(list.others == others)
  }
}
