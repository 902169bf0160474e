import Curation
import Testing

@testable import ProjectStore

@Suite struct PoolSegmentTests {
  private func set(_ rows: some Sequence<Int>) -> BitSet {
    rows.reduce(into: BitSet(below: PoolSegment.size)) { $0.insert($1) }
  }

  private func read(_ stored: [UInt8]) -> BitSet { stored.withUnsafeBytes(PoolSegment.rows(stored:)) }

  @Test(
    arguments: [
      ([], []), ([0], [0]), ([0, 1, 129], [0, 1, 0x80, 1]), ([200, 65_535], [0xC8, 1, 0xB7, 0xFE, 3]),
    ] as [([Int], [UInt8])]
  )
  func `a few rows are stored as their differences`(rows: [Int], stored: [UInt8]) {
    #expect(PoolSegment.stored(set(rows)) == stored)
    #expect(read(stored) == set(rows))
  }

  @Test(arguments: [1, 2, 7, 8, 9, 100, 300])
  func `many rows are stored in the shorter form, and come back`(distance: Int) {
    let rows = set(stride(from: 3, to: PoolSegment.size, by: distance))
    let stored = PoolSegment.stored(rows)
    let differences = rows.count * (distance < 128 ? 1 : 2)
    #expect(abs(stored.count - min(differences, 8192)) <= 1)
    #expect(read(stored) == rows)
  }

  @Test func `what a damaged file holds is no row outside of the segment`() {
    #expect(read([5] + Array(repeating: 0xFF, count: 40)).count == 1)
    #expect(read([0xFF, 0xFF, 0xFF, 0xFF, 0x0F]).count == 0)
    #expect(read(Array(repeating: 0xFF, count: 9000)).count == PoolSegment.size)
  }

  @Test func `numbers of a set are visited in ascending order, from any on`() {
    let numbers = [0, 63, 64, 127, 1000]
    let set = numbers.reduce(into: BitSet(below: 1001)) { $0.insert($1) }
    var visited: [Int] = []
    set.forEach { visited.append($0) }
    #expect(visited == numbers)
    for start in 0..<1001 { #expect(set.first(from: start) == numbers.first { $0 >= start }) }
    #expect(set.first(from: 1001) == nil && set.first(from: 5000) == nil)
  }

  @Test func `rows that two sets share are told`() {
    var rows = set([1, 70, 300])
    let isAny = rows.formIntersection(set([70, 300, 301]))
    #expect(isAny && rows == set([70, 300]))
    let isNone = !rows.formIntersection(set([1]))
    #expect(isNone && rows.count == 0)
  }
}
