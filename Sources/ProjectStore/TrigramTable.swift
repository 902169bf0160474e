internal import Foundation
internal import GRDB

/// A table of the texts that hold three bytes in a row, segment by segment.
struct TrigramTable {
  /// The table of the instructions, by the rows of the pool.
  static let instructions = TrigramTable(name: "trigram")
  /// The table of the labels of the current division, by the numbers of the clusters.
  static let labels = TrigramTable(name: "labelTrigram")

  let name: String

  /// The rows of a segment that hold three bytes of each of some ranges; nil for none.
  func rows(
    holding trigrams: [ClosedRange<Int>],
    inSegment segment: Int,
    of database: Database
  ) throws -> BitSet? {
    let statement = try database.cachedStatement(sql: "SELECT rows FROM \(name) WHERE code BETWEEN ? AND ?")
    var rows: BitSet?
    for range in trigrams {
      var some: BitSet?
      let ends = [range.lowerBound, range.upperBound].map { code(of: $0, inSegment: segment) }
      let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(ends))
      while let row = try cursor.next() {
        let more = try Self.rows(in: row)
        if some?.formUnion(more) == nil { some = more }
      }
      guard let some, rows?.formIntersection(some) ?? true else { return nil }
      rows = rows ?? some
    }
    return rows
  }

  /// Writes what was collected of a segment, beside what is there of it already.
  func insert(_ collector: TrigramCollector, segment: Int, into database: Database) throws {
    let isNew = try Bool.fetchOne(
      database,
      sql: "SELECT NOT EXISTS (SELECT 1 FROM \(name) WHERE code BETWEEN ? AND ?)",
      arguments: [code(of: 0, inSegment: segment), code(of: 0xFF_FFFF, inSegment: segment)]
    )
    let selection = try database.makeStatement(sql: "SELECT rows FROM \(name) WHERE code = ?")
    let insertion = try database.makeStatement(
      sql: "INSERT OR REPLACE INTO \(name) (code, rows) VALUES (?, ?)"
    )
    try collector.forEach { trigram, rows in
      let code = code(of: trigram, inSegment: segment)
      var rows = rows
      if isNew != true, var known = try selection.first([code], Self.rows) {
        known.formUnion(rows.withUnsafeBytes(PoolSegment.rows(stored:)))
        rows = PoolSegment.stored(known)
      }
      try insertion.execute(arguments: [code, Data(rows)])
    }
  }

  private func code(of trigram: Int, inSegment segment: Int) -> Int { segment << 24 | trigram }

  private static func rows(in row: Row) throws -> BitSet {
    try row.withUnsafeData(atIndex: 0) { ($0 ?? Data()).withUnsafeBytes(PoolSegment.rows(stored:)) }
  }
}

/// Writes texts to a table of three bytes, row by row.
struct TrigramWriter {
  private let table: TrigramTable
  private let database: Database
  private var collector = TrigramCollector()
  private var segment = 0

  /// How many bytes are held before they are written, though more of the segment may follow.
  private static let limit = 64 << 20

  init(to table: TrigramTable, of database: Database) {
    self.table = table
    self.database = database
  }

  /// Adds a text of a row, which comes not before any row so far.
  mutating func add(_ text: String, row: Int) throws {
    if PoolSegment.number(ofRow: row) != segment || collector.size > Self.limit {
      try finish()
      segment = PoolSegment.number(ofRow: row)
    }
    collector.add(SearchFolding.folded(text).utf8.span, row: row % PoolSegment.size)
  }

  /// Writes what is not written yet.
  mutating func finish() throws {
    guard !collector.isEmpty else { return }
    try table.insert(collector, segment: segment, into: database)
    collector = TrigramCollector()
  }
}
