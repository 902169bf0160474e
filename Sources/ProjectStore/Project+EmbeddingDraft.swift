public import Curation
internal import GRDB

/// What the vector of a text depends on beside the text: equal ones give equal texts the same vector.
public struct Encoding: Equatable, Sendable {
  /// What makes the vectors.
  public var encoder: EncoderDescription
  /// How, as far as it can change them.
  public var options: [String: String]
  /// What its vectors are stored as; nil for what the pool's by the encoder are, else float32.
  public var element: VectorElement?

  /// Makes an encoding.
  public init(encoder: EncoderDescription, options: [String: String], element: VectorElement? = nil) {
    self.encoder = encoder
    self.options = options
    self.element = element
  }
}

/// Vectors that are being made, and are not the pool's before all are there.
public struct EmbeddingDraft: Equatable, Sendable {
  /// A number that another draft does not have.
  public var id: Int64
  /// What makes them, with all that was noted about it and what they are stored as.
  public var encoding: Encoding
  /// The set of vectors that they will stand beside; nil where they will take the place of all.
  public var extends: Int?
  /// The length of each vector, d; nil before the first.
  public var dimensions: Int?
  /// The number of vectors so far.
  public var count: Int
  /// The tokens that they cost so far, where somebody counts them.
  public var tokens: Int
}

/// An instruction and its row number.
public struct NumberedInstruction: Equatable, Sendable {
  /// The row number.
  public var row: Int
  /// The instruction.
  public var instruction: Instruction
}

extension Project {
  /// The vectors that are being made, or nil when none are.
  public func embeddingDraft() throws(ProjectError) -> EmbeddingDraft? {
    try read(DraftTable.current)
  }

  /// What made the vectors that the pool has, with all that its stage remembers; nil when it has none.
  public func presentEncoding() throws(ProjectError) -> Encoding? {
    try read { try Self.presentEncoding($0)?.encoding }
  }

  /// Begins to make vectors, or goes on.
  ///
  /// Vectors that the pool has by the same encoding are left as they are; a draft by another encoding is given up.
  ///
  /// - Parameters:
  ///   - encoding: What the vectors depend on.
  ///   - notes: What shall be known about a draft beside that.
  /// - Returns: The draft, and how many instructions have no vector by the encoding yet; nil when the pool has a
  ///   vector by the encoding for each of them, and nothing was begun or given up.
  /// - Throws: `ProjectError` when it cannot be saved.
  public func draftEmbeddings(
    by encoding: Encoding,
    noting notes: [String: String] = [:]
  ) throws(ProjectError) -> (draft: EmbeddingDraft, missing: Int)? {
    try write { database in
      let present = try Self.presentEncoding(database)
      let extended = present.flatMap { $0.encoding.covers(encoding) ? $0.set : nil }
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM instruction") ?? 0
      let open = count - (extended?.count ?? 0)
      guard open > 0 else { return nil }
      let known = try DraftTable.current(database)
      if known?.encoding.covers(encoding) != true || known?.extends != extended?.id {
        var noted = encoding
        noted.options.merge(notes) { own, _ in own }
        if noted.element == nil, present?.encoding.encoder.name == encoding.encoder.name {
          noted.element = present?.set.element
        }
        try DraftTable.begin(noted, extending: extended?.id, in: database)
      }
      guard let draft = try DraftTable.current(database) else { throw ProjectError.vectorsReplaced }
      return (draft, open - draft.count)
    }
  }

  /// The instructions that have no vector yet by the encoding of a draft, in import order.
  ///
  /// - Parameters:
  ///   - draft: The draft.
  ///   - row: The row number after which to look.
  ///   - limit: The most instructions.
  /// - Returns: The instructions; none where all have a vector.
  /// - Throws: `ProjectError.vectorsReplaced` when there is another draft by now.
  public func instructionsToEncode(
    for draft: EmbeddingDraft,
    after row: Int,
    limit: Int
  ) throws(ProjectError) -> [NumberedInstruction] {
    try read { database in
      _ = try DraftTable.require(draft.id, database)
      let sql = DraftTable.missing(besidePresent: draft.extends != nil, besideDraft: true)
      let statement = try database.cachedStatement(sql: sql)
      return try statement.all([row, limit]) {
        let record = try InstructionRecord(row: $0)
        return NumberedInstruction(row: record.row, instruction: record.instruction)
      }
    }
  }

  /// Visits every instruction that has no vector yet by an encoding, in the pool or its draft, in import order.
  ///
  /// - Throws: What `body` throws, or `ProjectError`.
  public func forEachInstruction(
    without encoding: Encoding,
    _ body: (Instruction) throws -> Void
  ) throws {
    do {
      try snapshot { database in
        let sql = DraftTable.missing(
          besidePresent: try Self.presentEncoding(database)?.encoding.covers(encoding) ?? false,
          besideDraft: try DraftTable.current(database)?.encoding.covers(encoding) ?? false
        )
        let records = try InstructionRecord.fetchCursor(database, sql: sql, arguments: [-1, -1])
        while let record = try records.next() { try body(record.instruction) }
      }
    } catch let error as DatabaseError {
      throw ProjectError(error, path: path, while: .reading)
    }
  }

  /// Keeps vectors of a draft; when this returns, they are safe.
  ///
  /// - Parameters:
  ///   - embeddings: The `n × d` components.
  ///   - rows: For each vector the row number of its instruction.
  ///   - tokens: What they cost.
  ///   - draft: The draft that they belong to.
  /// - Throws: `ProjectError.vectorsReplaced` when there is another draft by now, `.vectorsOfOtherLength` when the
  ///   others are of another length, `.beyondHalfPrecision` for vectors that cannot be stored as they shall.
  public func keep(
    _ embeddings: Embeddings,
    rows: [Int],
    tokens: Int = 0,
    in draft: EmbeddingDraft
  ) throws(ProjectError) {
    guard rows.count == embeddings.count else {
      throw .vectorsDoNotFit(rows: rows.count, vectors: embeddings.count)
    }
    try write { database in
      let draft = try DraftTable.require(draft.id, database)
      let present = try VectorSet.current(database).flatMap { $0.id == draft.extends ? $0.dimensions : nil }
      if let expected = draft.dimensions ?? present, expected != embeddings.dimensions {
        throw ProjectError.vectorsOfOtherLength(embeddings.dimensions, expected: expected)
      }
      let insertion = try database.cachedStatement(
        sql: "INSERT INTO draftVector (row, components) VALUES (?, ?) ON CONFLICT DO NOTHING"
      )
      let element = draft.encoding.element ?? .float32
      var added = 0
      for (index, row) in rows.enumerated() {
        let components = try VectorBlob.encode(embeddings[index], as: element, ofRow: row)
        try insertion.execute(arguments: [row, components])
        added += database.changesCount
      }
      try database.execute(
        sql: "UPDATE draft SET dimensions = ?, count = count + ?, tokens = tokens + ?",
        arguments: [embeddings.dimensions, added, tokens]
      )
    }
  }

  /// Makes the vectors of a draft the pool's, and records the stage.
  ///
  /// - Throws: `ProjectError.vectorsDoNotFit` when instructions have none yet, `.vectorsReplaced` when there is another
  ///   draft by now.
  public func publish(_ draft: EmbeddingDraft, stage: Stage) throws(ProjectError) {
    try write { database in
      let draft = try DraftTable.require(draft.id, database)
      let present = try VectorSet.current(database).flatMap { $0.id == draft.extends ? $0 : nil }
      let count = draft.count + (present?.count ?? 0)
      let expected = try Int.fetchOne(database, sql: "SELECT count(*) FROM instruction") ?? 0
      guard let dimensions = draft.dimensions ?? present?.dimensions, count == expected else {
        throw ProjectError.vectorsDoNotFit(rows: expected, vectors: count)
      }
      try DraftTable.publish(draft, in: database)
      try VectorSet.insert(
        draft.encoding.encoder,
        element: draft.encoding.element ?? .float32,
        dimensions: dimensions,
        count: count,
        stage: stage,
        in: database
      )
    }
  }

  private static func presentEncoding(
    _ database: Database
  ) throws -> (encoding: Encoding, set: VectorSet)? {
    guard let set = try VectorSet.current(database) else { return nil }
    let statement = try database.cachedStatement(
      sql: """
        SELECT encoder, embeddingSet.version, options FROM embeddingSet JOIN stage ON stage.id = embeddingSet.stage
        WHERE embeddingSet.id = ?
        """
    )
    return try statement.first([set.id]) { row in
      let encoding = Encoding(
        encoder: EncoderDescription(name: try row.text(0), version: try row.text(1)),
        options: try StoredJSON.decode(from: try row.text(2)),
        element: set.element
      )
      return (encoding, set)
    }
  }
}

extension Encoding {
  /// Whether this is the other one, with more known about it.
  public func covers(_ other: Encoding) -> Bool {
    encoder == other.encoder && other.options.allSatisfy { options[$0.key] == $0.value }
      && (other.element ?? element) == element
  }
}
