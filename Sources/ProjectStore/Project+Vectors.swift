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
        try forEachVector(of: set, in: database) { row, components in
          block.rows.append(row)
          block.components += VectorBlob.decode(components, as: set.element)
          if block.rows.count >= size {
            try body(set.dimensions, block)
            block.rows.removeAll(keepingCapacity: true)
            block.components.removeAll(keepingCapacity: true)
          }
        }
        if !block.rows.isEmpty { try body(set.dimensions, block) }
        return set.id
      }
    } catch let error where error is DatabaseError || error is UnknownWord {
      throw ProjectError(error, path: path, while: .reading)
    }
  }

  /// All vectors in memory, read in one pass.
  func embeddings(of set: VectorSet, in database: Database) throws -> (rows: [Int], embeddings: Embeddings) {
    // Of vectors that the file cannot hold, there are none to make room for: it may come from elsewhere.
    let size = try Int.fetchOne(
      database,
      sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    )
    guard let length = set.vectorLength, set.count >= 0, set.count <= (size ?? 0) / length else {
      throw shapeError
    }
    var rows: [Int] = []
    rows.reserveCapacity(set.count)
    let values = try [Float](unsafeUninitializedCapacity: set.count * set.dimensions) { values, filled in
      try forEachVector(of: set, in: database) { row, components in
        let place = filled..<filled + set.dimensions
        guard place.upperBound <= values.count else { throw shapeError }
        VectorBlob.decode(
          components,
          as: set.element,
          into: UnsafeMutableBufferPointer(rebasing: values[place])
        )
        filled = place.upperBound
        rows.append(row)
      }
    }
    guard let embeddings = Embeddings(count: rows.count, dimensions: set.dimensions, values: values) else {
      throw shapeError
    }
    return (rows, embeddings)
  }

  /// Hands over the bytes of every vector by row, seen to be as long and as many as the set says.
  private func forEachVector(
    of set: VectorSet,
    in database: Database,
    _ body: (_ row: Int, _ components: Data) throws -> Void
  ) throws {
    guard let length = set.vectorLength else { throw shapeError }
    var count = 0
    let vectors = try Row.fetchCursor(database, sql: "SELECT row, components FROM vector ORDER BY row")
    while let vector = try vectors.next() {
      try vector.withUnsafeData(atIndex: 1) { components in
        guard let components, components.count == length else { throw shapeError }
        try body(vector.value(0), components)
      }
      count += 1
    }
    guard count == set.count else { throw shapeError }
  }

  private var shapeError: ProjectError {
    .damaged(path: path, detail: "the vectors do not have their announced shape")
  }
}

/// The vectors that a pool has now.
struct VectorSet {
  var id: Int
  var element: VectorElement
  var dimensions: Int
  var count: Int

  /// The bytes of a vector, at least one; nil where no vector can have so many dimensions.
  var vectorLength: Int? {
    let length = dimensions.multipliedReportingOverflow(by: element.byteCount)
    return length.overflow || length.partialValue < 1 ? nil : length.partialValue
  }

  /// The newest set, or nil when there is none.
  static func current(_ database: Database) throws -> VectorSet? {
    let statement = try database.cachedStatement(
      sql: "SELECT id, element, dimensions, count FROM embeddingSet ORDER BY id DESC LIMIT 1"
    )
    return try statement.first { row in
      VectorSet(
        id: try row.value(0),
        element: try row.word(1),
        dimensions: try row.value(2),
        count: try row.value(3)
      )
    }
  }

  /// Begins a set of vectors, after which what was known of the old ones' neighbours and topics counts no more, nor what
  /// was being made of them.
  static func insert(
    _ encoder: EncoderDescription,
    element: VectorElement,
    dimensions: Int,
    count: Int,
    stage: Stage,
    in database: Database
  ) throws {
    try NeighbourTable.clear(database)
    try TopicTable.clear(database)
    try UnfinishedTable.clear(database)
    let stageID = try StageRecord.insert(stage, into: database)
    try database.execute(
      sql: """
        INSERT INTO embeddingSet (encoder, version, element, dimensions, count, stage)
        VALUES (CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?)
        """,
      arguments: [
        ExactText(encoder.name), ExactText(encoder.version), element.rawValue, dimensions, count, stageID,
      ]
    )
  }
}
