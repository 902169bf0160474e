public import Curation
internal import GRDB

/// An instruction and the one that is nearest to it.
public struct NeighbourRecord: Equatable, Sendable {
  /// The row number of the instruction.
  public var row: Int
  /// The row number of the nearest other one.
  public var nearest: Int
  /// The cosine similarity of both embeddings, -1 to 1.
  public var similarity: Double

  /// Makes a record.
  public init(row: Int, nearest: Int, similarity: Double) {
    self.row = row
    self.nearest = nearest
    self.similarity = similarity
  }
}

/// What is known of the near-duplicates in a pool.
public struct NearDuplicateSummary: Equatable, Sendable {
  /// The number of instructions that are as good as the same as another one.
  public var instructions: Int
  /// Whether all pairs were compared; if not, a few may be missing.
  public var isExact: Bool
}

extension Project {
  /// Stores the nearest other instruction of each in the place of what was known, and records the stage.
  ///
  /// - Parameters:
  ///   - neighbours: At most one record for each instruction.
  ///   - isExact: Whether all pairs were compared.
  ///   - set: The set of vectors that were compared.
  ///   - stage: What the project shall remember of the step.
  /// - Throws: `ProjectError.vectorsReplaced` when the pool has other vectors by now, or when it cannot be saved.
  public func save(
    _ neighbours: [NeighbourRecord],
    isExact: Bool,
    ofSet set: Int,
    stage: Stage
  ) throws(ProjectError) {
    try write { database in
      guard try VectorSet.current(database)?.id == set else { throw ProjectError.vectorsReplaced }
      try NeighbourTable.clear(database)
      let insertion = try database.makeStatement(
        sql: "INSERT INTO neighbour (row, nearest, similarity) VALUES (?, ?, ?)"
      )
      for neighbour in neighbours {
        try insertion.execute(arguments: [neighbour.row, neighbour.nearest, neighbour.similarity])
      }
      try database.execute(
        sql: "INSERT INTO neighbourSearch (embeddingSet, isExact) VALUES (?, ?)",
        arguments: [set, isExact]
      )
      try StageRecord.insert(stage, into: database)
      guard let division = try Division.current(database) else { return }
      try NeighbourTable.buildSimilarities(of: division, in: database)
    }
  }

  /// What is known of the near-duplicates in the pool; nil when nobody has searched for them yet.
  public func nearDuplicates() throws(ProjectError) -> NearDuplicateSummary? {
    try read { database in
      guard let isExact = try NeighbourTable.isExact(database) else { return nil }
      let count = try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM neighbour WHERE similarity >= ?",
        arguments: [Likeness.leastOfSame]
      )
      return NearDuplicateSummary(instructions: count ?? 0, isExact: isExact)
    }
  }

  /// The rows of the instructions that are at least so similar to the one nearest to them, ascending.
  public func rows(withSimilarity least: Double) throws(ProjectError) -> [Int] {
    try read { database in
      try NeighbourTable.require(database)
      // Where not all pairs were compared one of two may not know of the other.
      return try Int.fetchAll(
        database,
        sql: """
          SELECT row FROM neighbour WHERE similarity >= :least
          UNION SELECT nearest FROM neighbour WHERE similarity >= :least ORDER BY 1
          """,
        arguments: ["least": least]
      )
    }
  }

  /// For each candidate of a cluster that is as good as the same as another instruction, or near one, the nearest.
  public func nearDuplicates(inCluster number: Int) throws(ProjectError) -> [InstructionID: NearDuplicate] {
    try read { database in
      guard let division = try Division.current(database) else { return [:] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT own.id, other.id, neighbour.similarity
          FROM member CROSS JOIN neighbour ON neighbour.row = member.row
          CROSS JOIN instruction AS own ON own.row = neighbour.row
          CROSS JOIN instruction AS other ON other.row = neighbour.nearest
          WHERE member.division = ? AND member.cluster = ? AND neighbour.similarity >= ?
          """
      )
      let pairs = try statement.all([division.id, number, Likeness.leastOfNear]) { row in
        let other = NearDuplicate(
          of: InstructionID(try row.text(1)),
          Likeness(similarity: try row.value(2))
        )
        return (InstructionID(try row.text(0)), other)
      }
      return Dictionary(pairs) { first, _ in first }
    }
  }
}
