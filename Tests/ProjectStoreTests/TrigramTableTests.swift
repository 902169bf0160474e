import Curation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct TrigramTableTests {
  /// Texts of a few letters each, so that many hold the same three.
  private static func texts(_ count: Int, seed: UInt64) -> [String] {
    var random = SplitMix(state: seed)
    let letters = Array("abcABCé茶Σß \n\u{0}").map(String.init)
    return (0..<count).map { _ in
      (0..<Int(random.next() % 12)).map { _ in letters[Int(random.next() % UInt64(letters.count))] }.joined()
    }
  }

  private static func bytes(_ text: String) -> [UInt8] {
    SearchFolding.folded(text).utf8.map(SearchNeedle.lowercased)
  }

  private static func trigrams(of text: String) -> Set<Int> {
    guard !text.isEmpty else { return [] }
    let bytes = bytes(text) + [0xFF, 0xFF]
    var trigrams: Set<Int> = []
    for start in bytes.indices.dropLast(2) {
      trigrams.insert(bytes[start..<start + 3].reduce(0) { $0 << 8 | Int($1) })
    }
    return trigrams
  }

  @Test(arguments: [1, 2, 3])
  func `each three bytes have the rows of the texts that hold them`(seed: UInt64) {
    // Every third row, so that differences and chunks of all kinds come up.
    let texts = Self.texts(20_000, seed: seed)
    var expected: [Int: BitSet] = [:]
    var collector = TrigramCollector()
    for (index, text) in texts.enumerated() {
      let row = index * 3
      for trigram in Self.trigrams(of: text) {
        expected[trigram, default: BitSet(below: PoolSegment.size)].insert(row)
      }
      // A row may have several texts; nothing spans two of them.
      collector.add(SearchFolding.folded(text).utf8.span, row: row)
      collector.add(SearchFolding.folded(text).utf8.span, row: row)
    }
    var collected: [Int: BitSet] = [:]
    var last = -1
    collector.forEach { trigram, rows in
      #expect(trigram > last)
      last = trigram
      collected[trigram] = rows.withUnsafeBytes(PoolSegment.rows(stored:))
    }
    #expect(collected == expected)
    #expect(expected.values.contains { PoolSegment.stored($0).count > 100 })
  }

  @Test func `what is written in several goes is found as if in one`() throws {
    let texts = Self.texts(600, seed: 9)
    // Two segments, the second of which is begun twice and more.
    let rows = texts.indices.map { $0 * 150 }
    let fixture = try ProjectFixture()
    try fixture.project.write { database in
      for part in [0..<100, 100..<500, 500..<501, 501..<600] {
        var writer = TrigramWriter(to: .instructions, of: database)
        for index in part { try writer.add(texts[index], row: rows[index]) }
        try writer.finish()
      }
    }
    try fixture.project.read { database in
      for trigram in Set(texts.flatMap(Self.trigrams)) {
        let expected = zip(texts, rows).filter { Self.trigrams(of: $0.0).contains(trigram) }.map(\.1)
        var found: [Int] = []
        for segment in 0...1 {
          let rows = try TrigramTable.instructions.rows(
            holding: [trigram...trigram],
            inSegment: segment,
            of: database
          )
          rows?.forEach { found.append(segment * PoolSegment.size + $0) }
        }
        #expect(found == expected)
      }
      let nowhere = try TrigramTable.instructions.rows(holding: [0...0], inSegment: 0, of: database)
      #expect(nowhere == nil)
    }
  }

  @Test func `any part of a text, however short, is found in the rows that have its bytes`() throws {
    let texts = Self.texts(300, seed: 4)
    let fixture = try ProjectFixture()
    try fixture.project.write { database in
      var writer = TrigramWriter(to: .instructions, of: database)
      for (row, text) in texts.enumerated() { try writer.add(text, row: row) }
      try writer.finish()
    }
    for part in Set(Self.texts(400, seed: 5).map { String($0.prefix(4)) }) where !part.isEmpty {
      let needle = SearchNeedle(part)
      var found: [Int] = []
      try fixture.project.read { database in
        let rows = try TrigramTable.instructions.rows(holding: needle.trigrams, inSegment: 0, of: database)
        rows?.forEach { found.append($0) }
      }
      let holding = texts.indices.filter { Self.bytes(texts[$0]).contains(Self.bytes(part)) }
      #expect(Set(found).isSuperset(of: holding), "'\(part)'")
      if needle.isExact { #expect(found == holding, "'\(part)'") }
    }
  }
}
