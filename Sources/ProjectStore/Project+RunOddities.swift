public import Curation
internal import GRDB

extension Project {
  /// What is odd about the newest votes of a run, taken together; up to a thousand are looked at.
  ///
  /// - Throws: `ProjectError.unknownRun`, or when it could not be read.
  public func runOddities(inRun run: Int) throws(ProjectError) -> [RunOddity] {
    try read { database in
      guard case .model = try RankingRun.find(run, in: database).setup.origin else { return [] }
      // The newest run has the newest tries: going back from the end finds them at once.
      let statement = try database.cachedStatement(
        sql: """
          SELECT cluster, shown, ranking, coalesce(
            (SELECT text FROM rationale WHERE attempt = attempt.id AND row = json_extract(ranking, '$[0]')), '')
          FROM attempt NOT INDEXED WHERE run = ? AND failure IS NULL ORDER BY id DESC LIMIT 1000
          """
      )
      return RunOddity.found(
        in: try statement.all([run]) { row in
          let shown = try StoredRows.decode(try row.value(1))
          let places = Dictionary(zip(shown, shown.indices)) { first, _ in first }
          return VoteShape(
            cluster: try row.value(0),
            places: try StoredRows.decode(try row.value(2)).compactMap { places[$0] },
            rationale: try row.text(3)
          )
        }
      )
    }
  }
}
