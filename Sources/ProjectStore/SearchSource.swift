internal import Curation
internal import Foundation
internal import GRDB

/// The rows that may hold a text, in the order of the list.
struct SearchSource {
  let index: SearchIndex
  let needle: SearchNeedle
  let database: Database

  /// What is searched.
  enum Table: CaseIterable {
    case candidates, rationales, notes

    /// Where a text stands that is found here, unless it stands in a label.
    var field: SearchHit.Field {
      switch self {
      case .candidates: .candidate
      case .rationales: .rationale
      case .notes: .note
      }
    }
  }

  /// Takes the number of a row, and what finds the text in it if it is there; says whether to go on.
  typealias Visitor = (_ row: Int64, _ find: () throws -> SearchHit?) throws -> Bool

  /// Visits rows from one on and before another, until the visitor has seen enough.
  func visit(_ table: Table, from: Int64, to: Int64, _ visitor: Visitor) throws {
    guard table != .rationales || index.run != nil else { return }
    switch table {
    case .candidates:
      if let key = needle.shortKey {
        try visit(clustersHolding: key, from..<to, visitor)
      } else {
        try visitCandidates(from..<to, visitor)
      }
    case .rationales:
      if let match = needle.rationaleMatch {
        try visit(rationalesMatching: match, from..<to, visitor)
      } else {
        try scanRationales(from..<to, visitor)
      }
    case .notes: try scanNotes(from..<to, visitor)
    }
  }

  /// Visits the candidates whose texts have the three bytes, and those first in a cluster whose label has.
  private func visitCandidates(_ rows: Range<Int64>, _ visitor: Visitor) throws {
    let order = try SearchOrder(of: index, in: database)
    let lookup = try lookup(in: .candidates)
    try order.visit(try order.places(holding: needle.trigrams), in: rows) { row in
      try visitor(row) { try find(row, .candidates, lookup) }
    }
  }

  /// Visits the candidates with a rationale that the full-text table finds.
  private func visit(rationalesMatching match: String, _ rows: Range<Int64>, _ visitor: Visitor) throws {
    let lookup = try lookup(in: .rationales)
    let statement = try database.cachedStatement(
      sql: """
        SELECT rowid FROM rationaleIndex WHERE rationaleIndex MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid
        """
    )
    let numbers = try Int64.fetchCursor(statement, arguments: [match, rows.lowerBound, rows.upperBound])
    while let row = try numbers.next() {
      guard try visitor(row, { try find(row, .rationales, lookup) }) else { return }
    }
  }

  /// What reads the texts of a row; done only when the visitor wants to know about it.
  private func lookup(in table: Table) throws -> Statement {
    try database.cachedStatement(
      sql: Self.select(table) + " AND member.cluster = :cluster AND member.position = :position"
    )
  }

  private func find(_ row: Int64, _ table: Table, _ lookup: Statement) throws -> SearchHit? {
    var arguments = arguments(for: table)
    arguments += ["cluster": row / index.stride, "position": row % index.stride]
    return try lookup.first(arguments) { try found(in: $0, table) } ?? nil
  }

  /// Visits the candidates of the clusters that hold a short text.
  private func visit(clustersHolding key: Int, _ rows: Range<Int64>, _ visitor: Visitor) throws {
    let statement = try database.cachedStatement(
      sql: Self.select(.candidates) + " AND member.cluster = :cluster ORDER BY member.position"
    )
    let clusters = try ShortTextIndex.clusters(holding: key, of: index.clusters, in: database)
    for cluster in stride(from: index.cluster(ofRow: rows.lowerBound), through: index.clusters, by: 1)
    where clusters.contains(cluster) {
      var arguments = arguments(for: .candidates)
      arguments += ["cluster": cluster]
      let members = try Row.fetchCursor(statement, arguments: arguments)
      while let member = try members.next() {
        let number = index.row(cluster: cluster, position: try member.value(1))
        guard number >= rows.lowerBound else { continue }
        guard number < rows.upperBound, try visitor(number, { try found(in: member, .candidates) }) else {
          return
        }
      }
    }
  }

  /// Goes by what was said: most candidates have no rationale.
  private func scanRationales(_ rows: Range<Int64>, _ visitor: Visitor) throws {
    let hasAny = try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM rationale WHERE isShown)")
    guard hasAny == true else { return }
    let statement = try database.cachedStatement(
      sql: """
        SELECT attempt.cluster, member.position, instruction.id, rationale.text
        FROM attempt CROSS JOIN rationale ON rationale.attempt = attempt.id AND rationale.isShown
        CROSS JOIN member ON member.division = :division AND member.cluster = attempt.cluster
          AND member.row = rationale.row
        CROSS JOIN instruction ON instruction.row = member.row
        WHERE attempt.run = :run AND attempt.cluster >= :first
        ORDER BY attempt.cluster, member.position
        """
    )
    let rationales = try Row.fetchCursor(
      statement,
      arguments: [
        "division": index.division, "run": index.run, "first": index.cluster(ofRow: rows.lowerBound),
      ]
    )
    while let rationale = try rationales.next() {
      let number = index.row(cluster: try rationale.value(0), position: try rationale.value(1))
      guard number >= rows.lowerBound else { continue }
      guard number < rows.upperBound, try visitor(number, { try found(in: rationale, .rationales) }) else {
        return
      }
    }
  }

  /// Notes are few.
  private func scanNotes(_ rows: Range<Int64>, _ visitor: Visitor) throws {
    let statement = try database.cachedStatement(
      sql: Self.select(.notes) + """
         AND (member.cluster, member.position) >= (:from / :stride, :from % :stride)
        AND (member.cluster, member.position) < (:to / :stride, :to % :stride)
        ORDER BY member.cluster, member.position
        """
    )
    var arguments = arguments(for: .notes)
    arguments += ["from": rows.lowerBound, "to": rows.upperBound, "stride": index.stride]
    let members = try Row.fetchCursor(statement, arguments: arguments)
    while let member = try members.next() {
      let number = index.row(cluster: try member.value(0), position: try member.value(1))
      guard try visitor(number, { try found(in: member, .notes) }) else { return }
    }
  }

  private func arguments(for table: Table) -> StatementArguments {
    table == .rationales ? ["division": index.division, "run": index.run] : ["division": index.division]
  }

  /// What a row says about a candidate, if it holds what is looked for.
  private func found(in row: Row, _ table: Table) throws -> SearchHit? {
    func isFound(_ columns: [Int]) throws -> Bool {
      try columns.contains { column in
        try row.withUnsafeData(atIndex: column) { $0.map(needle.isFound) ?? false }
      }
    }
    var hit = SearchHit(cluster: try row.value(0), id: InstructionID(try row.text(2)), field: table.field)
    guard table == .candidates else { return try isFound([3]) ? hit : nil }
    if try isFound([3, 4, 2]) { return hit }
    // The label belongs to the cluster, whose first candidate stands for it.
    guard try row.value(1) == 0, try isFound([5]) else { return nil }
    hit.field = .label
    return hit
  }

  private static func select(_ table: Table) -> String {
    switch table {
    case .candidates:
      """
      SELECT member.cluster, member.position, id, text, input, label
      FROM member CROSS JOIN instruction ON instruction.row = member.row
      CROSS JOIN cluster ON cluster.division = member.division AND cluster.number = member.cluster
      WHERE member.division = :division
      """
    case .rationales:
      """
      SELECT member.cluster, member.position, instruction.id, rationale.text
      FROM member CROSS JOIN instruction ON instruction.row = member.row
      CROSS JOIN rationale ON rationale.row = member.row AND rationale.isShown
      CROSS JOIN attempt ON attempt.id = rationale.attempt AND attempt.run = :run
      WHERE member.division = :division
      """
    case .notes:
      """
      SELECT member.cluster, member.position, instruction.id, standing.note
      FROM standing CROSS JOIN member ON member.division = standing.division
        AND member.cluster = standing.cluster AND member.position = 0
      CROSS JOIN instruction ON instruction.row = member.row
      WHERE standing.note <> '' AND standing.division = :division
      """
    }
  }
}
