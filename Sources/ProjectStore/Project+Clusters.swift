public import Curation
internal import GRDB

extension Project {
  /// The current division, or nil before the pool is divided.
  public var division: Division? {
    get throws(ProjectError) { try read(Division.current) }
  }

  /// All clusters of the current division with their candidates, by number; none before the pool is divided.
  public func clusters() throws(ProjectError) -> [Cluster] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      var clusters = try Self.summaries(of: division.id, in: database)
        .map { Cluster(number: $0.number, label: $0.label, candidates: []) }
      let members = try Row.fetchCursor(
        database,
        sql: """
          SELECT member.cluster, instruction.id FROM member JOIN instruction ON instruction.row = member.row
          WHERE member.division = ? ORDER BY member.cluster, member.position
          """,
        arguments: [division.id]
      )
      while let member = try members.next() {
        let index: Int = try member.value(0) - 1
        guard clusters.indices.contains(index) else { throw ProjectError.unknownCluster(index + 1) }
        clusters[index].candidates.append(InstructionID(try member.text(1)))
      }
      return clusters
    }
  }

  /// One cluster of the current division.
  ///
  /// - Throws: `ProjectError.noDivision` or `unknownCluster`.
  public func cluster(_ number: Int) throws(ProjectError) -> Cluster {
    try read { database in
      let division = try Division.required(database)
      let statement = try database.cachedStatement(
        sql: "SELECT label FROM cluster WHERE division = ? AND number = ?"
      )
      guard let label = try ExactText.fetchOne(statement, arguments: [division.id, number]) else {
        throw ProjectError.unknownCluster(number)
      }
      let members = try Member.all(of: number, division: division.id, in: database)
      return Cluster(number: number, label: label.string, candidates: members.map(\.id))
    }
  }

  /// Number, label and size of all clusters of the current division, by number.
  public func clusterSummaries() throws(ProjectError) -> [ClusterSummary] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      return try Self.summaries(of: division.id, in: database)
    }
  }

  /// The cluster that an instruction belongs to now, or nil when it is in none.
  public func clusterNumber(of id: InstructionID) throws(ProjectError) -> Int? {
    try read { database in
      guard let division = try Division.current(database) else { return nil }
      let statement = try database.cachedStatement(
        sql: """
          SELECT member.cluster FROM instruction JOIN member ON member.row = instruction.row
          WHERE instruction.id = CAST(? AS TEXT) AND member.division = ?
          """
      )
      return try Int.fetchOne(statement, arguments: [ExactText(id.rawValue), division.id])
    }
  }

  private static func summaries(of division: Int, in database: Database) throws -> [ClusterSummary] {
    let statement = try database.cachedStatement(
      sql: "SELECT number, label, size FROM cluster WHERE division = ? ORDER BY number"
    )
    return try statement.all([division]) { row in
      ClusterSummary(number: try row.value(0), label: try row.text(1), size: try row.value(2))
    }
  }
}

/// A candidate of a cluster: the row number that the file uses for it and the id that everybody else uses.
struct Member: FetchableRecord {
  var row: Int
  var id: InstructionID

  init(row: Row) throws {
    self.row = try row.value(0)
    id = InstructionID(try row.text(1))
  }

  /// The candidates of a cluster in the order of the division; none for a cluster that does not exist.
  static func all(of cluster: Int, division: Int, in database: Database) throws -> [Member] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT instruction.row, instruction.id FROM member JOIN instruction ON instruction.row = member.row
        WHERE member.division = ? AND member.cluster = ? ORDER BY member.position
        """
    )
    return try fetchAll(statement, arguments: [division, cluster])
  }
}
