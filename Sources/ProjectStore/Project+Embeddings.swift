public import Curation
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
  /// What their components are stored as.
  public var element: VectorElement
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
  ///   - element: What they are stored as.
  ///   - encoder: What made the vectors.
  ///   - stage: What the project shall remember of the step.
  /// - Throws: `ProjectError` when a row is unknown or named twice, the numbers do not fit, or a vector cannot be
  ///   stored so.
  public func save(
    _ embeddings: Embeddings,
    rows: [Int]? = nil,
    as element: VectorElement = .float32,
    encoder: EncoderDescription,
    stage: Stage
  ) throws(ProjectError) {
    let rows = rows ?? Array(0..<embeddings.count)
    guard rows.count == embeddings.count else {
      throw .vectorsDoNotFit(rows: Set(rows).count, vectors: embeddings.count)
    }
    try save(
      rows: rows,
      dimensions: embeddings.dimensions,
      as: element,
      encoder: encoder,
      stage: stage
    ) { embeddings[$0] }
  }

  /// Stores vectors in the place of those that the project had, one after the other, and records the stage.
  ///
  /// - Parameters:
  ///   - rows: For each vector the row number of its instruction.
  ///   - dimensions: The length of each vector, d.
  ///   - element: What they are stored as.
  ///   - encoder: What made the vectors.
  ///   - stage: What the project shall remember of the step.
  ///   - vector: The d components of the vector at an index of `rows`.
  /// - Throws: `ProjectError` when a row is unknown or named twice, or a vector cannot be stored so.
  public func save(
    rows: [Int],
    dimensions: Int,
    as element: VectorElement,
    encoder: EncoderDescription,
    stage: Stage,
    vector: (_ index: Int) -> ArraySlice<Float>
  ) throws(ProjectError) {
    guard Set(rows).count == rows.count else {
      throw .vectorsDoNotFit(rows: Set(rows).count, vectors: rows.count)
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
        let components = try VectorBlob.encode(vector(index), as: element, ofRow: row)
        try insertion.execute(arguments: [row, components])
      }
      try VectorSet.insert(
        encoder,
        element: element,
        dimensions: dimensions,
        count: rows.count,
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
    try read { database in
      guard let summary = try Self.embeddingSummary(database), let set = try VectorSet.current(database)
      else { return nil }
      let (rows, embeddings) = try embeddings(of: set, in: database)
      return StoredEmbeddings(summary: summary, set: set.id, rows: rows, embeddings: embeddings)
    }
  }

  private static func embeddingSummary(_ database: Database) throws -> EmbeddingSummary? {
    let statement = try database.cachedStatement(
      sql: "SELECT encoder, version, element, count, dimensions FROM embeddingSet ORDER BY id DESC LIMIT 1"
    )
    return try statement.first { row in
      EmbeddingSummary(
        encoder: EncoderDescription(name: try row.text(0), version: try row.text(1)),
        element: try row.word(2),
        count: try row.value(3),
        dimensions: try row.value(4)
      )
    }
  }
}
