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
      let labels = try database.cachedStatement(
        sql: "SELECT number, label FROM cluster WHERE division = ? ORDER BY number"
      )
      var clusters = try labels.all([division.id]) { row in
        Cluster(number: try row.value(0), label: try row.text(1), candidates: [])
      }
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
      let label = try Member.label(of: number, division: division.id, in: database)
      let members = try Member.all(of: number, division: division.id, in: database)
      return Cluster(number: number, label: label, candidates: members.map(\.id))
    }
  }

  /// What a list shows of clusters of the current division, in the order asked for.
  ///
  /// - Returns: The summaries; numbers that no cluster has are left out.
  public func clusterSummaries(_ numbers: [Int]) throws(ProjectError) -> [ClusterSummary] {
    try read { database in
      guard let division = try Division.current(database) else { return [] }
      let run = try RankingRun.current(database)
      let statement = try database.cachedStatement(
        sql: """
          SELECT number, label, size,
            outcome.candidates IS NOT NULL, outcome.failure,
            coalesce(flagged, 0), coalesce(note, '') <> ''
          FROM cluster
          LEFT JOIN standing ON standing.division = cluster.division AND standing.cluster = cluster.number
          LEFT JOIN outcome ON outcome.run = :run AND outcome.cluster = cluster.number
          WHERE cluster.division = :division AND number = :number
          """
      )
      return try numbers.compactMap { number in
        try statement.first(["division": division.id, "run": run?.id, "number": number]) { row in
          ClusterSummary(
            number: try row.value(0),
            label: try row.text(1),
            size: try row.value(2),
            ranking: try OutcomeRecord.state(row, at: 3),
            isFlagged: try row.value(5),
            hasNote: try row.value(6)
          )
        }
      }
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
}

/// A candidate of a cluster: the row number that the file uses for it and the id that everybody else uses.
struct Member {
  var row: Int
  var id: InstructionID

  /// The label of a cluster.
  static func label(of cluster: Int, division: Int, in database: Database) throws -> String {
    let statement = try database.cachedStatement(
      sql: "SELECT label FROM cluster WHERE division = ? AND number = ?"
    )
    guard let label = try ExactText.fetchOne(statement, arguments: [division, cluster]) else {
      throw ProjectError.unknownCluster(cluster)
    }
    return label.string
  }

  /// The candidates of a cluster in the order of the division; none for a cluster that does not exist.
  static func all(of cluster: Int, division: Int, in database: Database) throws -> [Member] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT instruction.row, instruction.id FROM member JOIN instruction ON instruction.row = member.row
        WHERE member.division = ? AND member.cluster = ? ORDER BY member.position
        """
    )
    return try statement.all([division, cluster]) { row in
      Member(row: try row.value(0), id: InstructionID(try row.text(1)))
    }
  }
}
