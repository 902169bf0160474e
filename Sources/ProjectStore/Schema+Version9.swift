internal import GRDB

extension Schema {
  /// How likely a model found what it wrote: baselines that go by that pay for it like for everything else.
  ///
  /// A JSON list of logarithms, one for each token; NULL where none were asked for, or none told.
  static let addLogProbabilities: Step = { database in
    try database.execute(sql: "ALTER TABLE reply ADD COLUMN logProbabilities TEXT")
  }
}
