internal import Foundation
internal import GRDB

/// Where in the list each row of the pool stands: cluster after cluster, in the order of their candidates.
///
/// Places count from 0. What is in no cluster has none.
struct SearchOrder {
  private let index: SearchIndex
  private let database: Database
  /// The place of each cluster's first candidate, and behind the last cluster the number of all places.
  private let starts: [UInt32]

  /// How many places there are.
  private var count: Int { Int(starts.last ?? 0) }

  init(of index: SearchIndex, in database: Database) throws {
    self.index = index
    self.database = database
    let statement = try database.cachedStatement(sql: "SELECT starts FROM searchIndex WHERE division = ?")
    starts =
      try statement.first([index.division]) { row in
        try row.withUnsafeData(atIndex: 0) { Self.numbers(in: $0 ?? Data()) }
      } ?? []
  }

  /// The first place that is not before a row of the index.
  func place(ofRow row: Int64) -> Int {
    let cluster = index.cluster(ofRow: row)
    guard cluster >= 1 else { return 0 }
    guard cluster < starts.count else { return count }
    return Int(min(Int64(starts[cluster - 1]) + row % index.stride, Int64(starts[cluster])))
  }

  /// Visits places in ascending order, until the visitor has seen enough.
  ///
  /// - Parameters:
  ///   - places: The places.
  ///   - rows: Only those with a row of the index among these.
  ///   - body: Takes the row of the index; says whether to go on.
  /// - Throws: What `body` throws.
  func visit(_ places: BitSet, in rows: Range<Int64>, _ body: (_ row: Int64) throws -> Bool) rethrows {
    let end = place(ofRow: rows.upperBound)
    var place = place(ofRow: rows.lowerBound)
    var cluster = max(1, index.cluster(ofRow: rows.lowerBound))
    while let found = places.first(from: place), found < end {
      while starts[cluster] <= found { cluster += 1 }
      let position = found - Int(starts[cluster - 1])
      guard try body(index.row(cluster: cluster, position: position)) else { return }
      place = found + 1
    }
  }

  /// The places of the candidates that hold three bytes of each of some ranges, themselves or in the label of their
  /// cluster, which counts as a text of its first candidate.
  func places(holding trigrams: [ClosedRange<Int>]) throws -> BitSet {
    var places = BitSet(below: count)
    let statement = try database.cachedStatement(sql: "SELECT places FROM searchPlace WHERE segment = ?")
    let segments = try Int.fetchAll(database, sql: "SELECT segment FROM searchPlace")
    for segment in segments {
      let rows = try TrigramTable.instructions.rows(holding: trigrams, inSegment: segment, of: database)
      guard let rows else { continue }
      _ = try statement.first([segment]) { row in
        try row.withUnsafeData(atIndex: 0) { data in
          (data ?? Data()).withUnsafeBytes { Self.insert(rows, at: $0, into: &places) }
        }
      }
    }
    for segment in 0...PoolSegment.number(ofRow: index.clusters) {
      let labels = try TrigramTable.labels.rows(holding: trigrams, inSegment: segment, of: database)
      labels?.forEach { label in
        let cluster = segment * PoolSegment.size + label
        if (1..<starts.count).contains(cluster) { places.insert(Int(starts[cluster - 1])) }
      }
    }
    return places
  }

  private static func insert(_ rows: BitSet, at bytes: UnsafeRawBufferPointer, into places: inout BitSet) {
    rows.forEach { row in
      guard row * 4 + 4 <= bytes.count else { return }
      let place = bytes.loadUnaligned(fromByteOffset: row * 4, as: UInt32.self)
      places.insert(Int(UInt32(littleEndian: place)))
    }
  }

  private static func numbers(in data: Data) -> [UInt32] {
    data.withUnsafeBytes { bytes in
      (0..<bytes.count / 4).map { index in
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
      }
    }
  }
}

extension SearchOrder {
  /// Stores the order of a division: `starts` and `places`, numbers of 32 bits, little-endian.
  ///
  /// - Parameters:
  ///   - clusters: For each cluster the rows of its candidates.
  ///   - division: The number of the division.
  ///   - count: How many rows the pool has.
  ///   - database: Where it is kept.
  /// - Throws: When it cannot be written.
  static func store(
    _ clusters: [[Int]],
    division: Int,
    of count: Int,
    in database: Database
  ) throws {
    var starts: [UInt32] = [0]
    // No place is as high: what has this one is in no cluster.
    var places = [UInt32](repeating: .max, count: count)
    var place: UInt32 = 0
    for rows in clusters {
      for row in rows where places.indices.contains(row) {
        places[row] = place
        place += 1
      }
      starts.append(place)
    }
    try database.execute(
      sql: "INSERT INTO searchIndex (division, stride, run, starts) VALUES (?, ?, NULL, ?)",
      arguments: [division, clusters.map(\.count).max() ?? 1, data(of: starts[...])]
    )
    for start in stride(from: 0, to: count, by: PoolSegment.size) {
      try database.execute(
        sql: "INSERT INTO searchPlace (segment, places) VALUES (?, ?)",
        arguments: [
          PoolSegment.number(ofRow: start),
          data(of: places[start..<min(start + PoolSegment.size, count)]),
        ]
      )
    }
  }

  private static func data(of numbers: ArraySlice<UInt32>) -> Data {
    numbers.map(\.littleEndian).withUnsafeBytes { Data($0) }
  }
}
