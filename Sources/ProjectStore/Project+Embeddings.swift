public import Curation
internal import Foundation
internal import GRDB

/// What made the vectors of a pool.
public struct EncoderDescription: Equatable, Sendable {
  /// The encoder's name.
  public var name: String
  /// Its version, or the digest of the file that the vectors came from.
  public var version: String

  /// Makes a description.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// What is known of the stored vectors without loading them.
public struct EmbeddingSummary: Equatable, Sendable {
  /// What made them.
  public var encoder: EncoderDescription
  /// The number of vectors, n.
  public var count: Int
  /// The length of each vector, d.
  public var dimensions: Int
}

/// The vectors of a pool and the instructions that they stand for.
public struct StoredEmbeddings: Equatable, Sendable {
  /// What is known of them.
  public var summary: EmbeddingSummary
  /// The number of the set of vectors, which changes when the pool is embedded anew.
  public var set: Int
  /// For each vector the row number of its instruction, ascending.
  public var rows: [Int]
  /// The `n × d` components.
  public var embeddings: Embeddings
}

extension Project {
  /// Stores vectors in the place of those that the project had, and records the stage.
  ///
  /// - Parameters:
  ///   - embeddings: The `n × d` components.
  ///   - rows: For each vector the row number of its instruction; nil when vector i stands for row i.
  ///   - encoder: What made the vectors.
  ///   - stage: What the project shall remember of the step.
  /// - Throws: `ProjectError` when a row is unknown or named twice, or the numbers do not fit.
  public func save(
    _ embeddings: Embeddings,
    rows: [Int]? = nil,
    encoder: EncoderDescription,
    stage: Stage
  ) throws(ProjectError) {
    let rows = rows ?? Array(0..<embeddings.count)
    guard rows.count == embeddings.count, Set(rows).count == rows.count else {
      throw .vectorsDoNotFit(rows: Set(rows).count, vectors: embeddings.count)
    }
    try write { database in
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM instruction") ?? 0
      if let stranger = rows.first(where: { !(0..<count).contains($0) }) {
        throw ProjectError.unknownRow(stranger)
      }
      // Vectors that were to stand beside the old ones have nothing to stand beside any more.
      if try DraftTable.current(database)?.extends != nil { try DraftTable.clear(database) }
      try database.execute(sql: "DELETE FROM vector")
      let insertion = try database.makeStatement(sql: "INSERT INTO vector (row, components) VALUES (?, ?)")
      for (index, row) in rows.enumerated() {
        try insertion.execute(arguments: [row, VectorBlob.encode(embeddings[index])])
      }
      try VectorSet.insert(
        encoder,
        dimensions: embeddings.dimensions,
        count: embeddings.count,
        stage: stage,
        in: database
      )
    }
  }

  /// What is known of the stored vectors, or nil when there are none.
  public func embeddingSummary() throws(ProjectError) -> EmbeddingSummary? {
    try read(Self.embeddingSummary)
  }

  /// Loads the stored vectors, or returns nil when there are none.
  public func embeddings() throws(ProjectError) -> StoredEmbeddings? {
    let shapeError = ProjectError.damaged(path: path, detail: "the vectors do not have their announced shape")
    return try read { database in
      guard let summary = try Self.embeddingSummary(database), let set = try VectorSet.current(database)
      else { return nil }
      // The shape is checked against the rows first: the file may come from elsewhere.
      let fitting = try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM vector WHERE length(components) = 4 * ?",
        arguments: [summary.dimensions]
      )
      guard summary.dimensions > 0, fitting == summary.count else { throw shapeError }
      var rows: [Int] = []
      rows.reserveCapacity(summary.count)
      var values: [Float] = []
      values.reserveCapacity(summary.count * summary.dimensions)
      let cursor = try Row.fetchCursor(database, sql: "SELECT row, components FROM vector ORDER BY row")
      while let row = try cursor.next() {
        rows.append(try row.value(0))
        try row.withUnsafeData(atIndex: 1) { VectorBlob.append($0 ?? Data(), to: &values) }
      }
      guard
        values.count == summary.count * summary.dimensions,
        let embeddings = Embeddings(count: summary.count, dimensions: summary.dimensions, values: values)
      else { throw shapeError }
      return StoredEmbeddings(summary: summary, set: set.id, rows: rows, embeddings: embeddings)
    }
  }

  private static func embeddingSummary(_ database: Database) throws -> EmbeddingSummary? {
    let statement = try database.cachedStatement(
      sql: "SELECT encoder, version, count, dimensions FROM embeddingSet ORDER BY id DESC LIMIT 1"
    )
    return try statement.first { row in
      EmbeddingSummary(
        encoder: EncoderDescription(name: try row.text(0), version: try row.text(1)),
        count: try row.value(2),
        dimensions: try row.value(3)
      )
    }
  }
}
