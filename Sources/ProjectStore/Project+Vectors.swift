internal import Curation
internal import Foundation
internal import GRDB

/// Some vectors of a pool, in the order of its rows.
public struct VectorBlock: Equatable, Sendable {
  /// For each vector the row number of its instruction, ascending.
  public var rows: [Int]
  /// `rows.count × d` components, row-major.
  public var components: [Float]
}

extension Project {
  /// Hands over the stored vectors by row, with one block of them in memory at a time.
  ///
  /// - Parameters:
  ///   - size: The most vectors in a block, at least 1.
  ///   - body: Takes the length d of all vectors and the next block.
  /// - Returns: The number of the set of vectors, which changes when the pool is embedded anew; nil for none.
  /// - Throws: What `body` throws, or `ProjectError`.
  @discardableResult
  public func forEachVectorBlock(
    of size: Int = 1024,
    _ body: (_ dimensions: Int, _ block: VectorBlock) throws -> Void
  ) throws -> Int? {
    do {
      return try snapshot { database in
        guard let set = try VectorSet.current(database) else { return nil }
        var block = VectorBlock(rows: [], components: [])
        var count = 0
        let vectors = try Row.fetchCursor(database, sql: "SELECT row, components FROM vector ORDER BY row")
        while let vector = try vectors.next() {
          block.rows.append(try vector.value(0))
          try vector.withUnsafeData(atIndex: 1) { VectorBlob.append($0 ?? Data(), to: &block.components) }
          count += 1
          guard block.components.count == block.rows.count * set.dimensions else { throw shapeError }
          if block.rows.count >= size {
            try body(set.dimensions, block)
            block.rows.removeAll(keepingCapacity: true)
            block.components.removeAll(keepingCapacity: true)
          }
        }
        guard set.dimensions > 0, count == set.count else { throw shapeError }
        if !block.rows.isEmpty { try body(set.dimensions, block) }
        return set.id
      }
    } catch let error as DatabaseError {
      throw ProjectError(error, path: path, while: .reading)
    }
  }

  private var shapeError: ProjectError {
    .damaged(path: path, detail: "the vectors do not have their announced shape")
  }
}

/// The vectors that a pool has now.
struct VectorSet {
  var id: Int
  var dimensions: Int
  var count: Int

  /// The newest set, or nil when there is none.
  static func current(_ database: Database) throws -> VectorSet? {
    let statement = try database.cachedStatement(
      sql: "SELECT id, dimensions, count FROM embeddingSet ORDER BY id DESC LIMIT 1"
    )
    return try statement.first { row in
      VectorSet(id: try row.value(0), dimensions: try row.value(1), count: try row.value(2))
    }
  }

  /// Begins a set of vectors, after which what was known of the old ones' neighbours and topics counts no more.
  static func insert(
    _ encoder: EncoderDescription,
    dimensions: Int,
    count: Int,
    stage: Stage,
    in database: Database
  ) throws {
    try NeighbourTable.clear(database)
    try TopicTable.clear(database)
    let stageID = try StageRecord.insert(stage, into: database)
    try database.execute(
      sql: """
        INSERT INTO embeddingSet (encoder, version, dimensions, count, stage)
        VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?)
        """,
      arguments: [ExactText(encoder.name), ExactText(encoder.version), dimensions, count, stageID]
    )
  }
}
