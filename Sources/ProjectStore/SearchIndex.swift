internal import Curation
internal import Foundation
internal import GRDB

/// What the tables that are searched are about: a division, how their rows are numbered, and whose rationales they hold.
struct SearchIndex {
  var division: Int
  /// How many clusters the division has.
  var clusters: Int
  /// More than the position of any candidate.
  var stride: Int64
  /// The run whose rationales are in it.
  var run: Int?

  /// The index of the current division, or nil before the pool is divided.
  static func current(_ database: Database) throws -> SearchIndex? {
    let statement = try database.cachedStatement(
      sql: """
        SELECT division, clusters, stride, run
        FROM searchIndex JOIN division ON division.id = searchIndex.division ORDER BY division DESC LIMIT 1
        """
    )
    return try statement.first { row in
      SearchIndex(
        division: try row.value(0),
        clusters: try row.value(1),
        stride: try row.value(2),
        run: row.hasNull(atIndex: 3) ? nil : try row.value(3)
      )
    }
  }

  /// The number of a candidate's row.
  func row(cluster: Int, position: Int) -> Int64 { Int64(cluster) * stride + Int64(position) }

  /// The cluster that a row is about.
  func cluster(ofRow row: Int64) -> Int { Int(row / stride) }

  /// Builds everything anew for a division but the rationales, which follow a run.
  ///
  /// - Parameters:
  ///   - division: The division.
  ///   - clusters: For each cluster the rows of its candidates, in their order.
  ///   - database: Where it is kept.
  ///   - step: Done with each candidate.
  /// - Throws: When it cannot be written; what `step` throws.
  static func build(
    for division: Division,
    of clusters: [[Int]],
    in database: Database,
    each step: () throws -> Void = {}
  ) throws {
    try database.execute(
      sql: """
        DELETE FROM searchIndex; DELETE FROM searchPlace; DELETE FROM labelTrigram;
        DELETE FROM clusterExtent; DELETE FROM clusterOrigin; DELETE FROM shortText;
        """
    )
    let count = try Int.fetchOne(database, sql: "SELECT coalesce(max(row) + 1, 0) FROM instruction") ?? 0
    try SearchOrder.store(clusters, division: division.id, of: count, in: database)
    var shortTexts = ShortTextIndex(clusters: clusters.count)
    var labels = TrigramWriter(to: .labels, of: database)
    let statement = try database.cachedStatement(
      sql: "SELECT number, label FROM cluster WHERE division = ? ORDER BY number"
    )
    let rows = try Row.fetchCursor(statement, arguments: [division.id])
    while let row = try rows.next() {
      let label = try row.text(1)
      try labels.add(label, row: try row.value(0))
      shortTexts.insert(label, cluster: try row.value(0))
    }
    try labels.finish()
    try readCandidates(of: clusters, among: count, in: database, into: &shortTexts, each: step)
    try shortTexts.store(in: database)
  }

  /// Reads every text once, in the order of the file: that of the clusters would be one leap for each.
  private static func readCandidates(
    of clusters: [[Int]],
    among count: Int,
    in database: Database,
    into shortTexts: inout ShortTextIndex,
    each step: () throws -> Void
  ) throws {
    var numbers = [Int](repeating: 0, count: count)
    for (index, rows) in clusters.enumerated() {
      for row in rows where numbers.indices.contains(row) { numbers[row] = index + 1 }
    }
    var words = [Int](repeating: 0, count: clusters.count)
    var origins = ClusterOrigins()
    let texts = try Row.fetchCursor(
      database,
      sql: "SELECT row, id, text, input, source, category FROM instruction ORDER BY row"
    )
    while let text = try texts.next() {
      let row: Int = try text.value(0)
      guard numbers.indices.contains(row), numbers[row] > 0 else { continue }
      try step()
      let cluster = numbers[row]
      var wordCount = 0
      for column in 1...3 {
        try text.withUnsafeData(atIndex: column) { data in
          guard let data, !data.isEmpty else { return }
          shortTexts.insert(data, cluster: cluster)
          if column > 1 { wordCount += String(decoding: data, as: UTF8.self).wordCount }
        }
      }
      words[cluster - 1] = max(words[cluster - 1], wordCount)
      for (column, kind) in [(4, ClusterOrigins.Kind.source), (5, .topic)] {
        try text.withUnsafeData(atIndex: column) { origins.insert($0 ?? Data(), kind, cluster: cluster) }
      }
    }
    try origins.store(in: database)
    let extents = try database.makeStatement(
      sql: "INSERT INTO clusterExtent (cluster, size, words) VALUES (?, ?, ?)"
    )
    for (index, rows) in clusters.enumerated() where !rows.isEmpty {
      try extents.execute(arguments: [index + 1, rows.count, words[index]])
    }
  }
}
