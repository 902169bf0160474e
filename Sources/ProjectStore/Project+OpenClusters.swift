public import Curation
internal import GRDB

extension Project {
  /// Reads what has to be known to ask about clusters of the current division.
  ///
  /// - Parameters:
  ///   - numbers: The numbers of the clusters.
  ///   - run: The number of the run whose newest rounds go with them, or nil where there is none yet.
  /// - Returns: The clusters, in the order of the numbers.
  /// - Throws: `ProjectError.noDivision`, `unknownCluster`, `unknownRun`, or when it could not be read.
  public func openClusters(
    _ numbers: some Sequence<Int>,
    inRun run: Int?
  ) throws(ProjectError) -> [OpenCluster] {
    try read { database in
      let division = try Division.required(database).id
      let run = try run.map { try RankingRun.find($0, in: database) }
      return try numbers.map { number in
        let label = try Member.label(of: number, division: division, in: database)
        let records = try InstructionRecord.all(of: number, division: division, in: database)
        let members = records.map { Member(row: $0.row, id: $0.instruction.id) }
        let rounds = try run.map { try RoundRecord.all(of: number, in: $0, members: members, database) }
        return OpenCluster(
          Cluster(number: number, label: label, candidates: members.map(\.id)),
          candidates: records.map(\.instruction),
          round: rounds?.last?.round ?? RankingRound()
        )
      }
    }
  }
}
