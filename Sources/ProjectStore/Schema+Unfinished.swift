internal import GRDB

extension Schema {
  /// What long stages had done when they were stopped.
  static let addUnfinished: Step = { database in
    try database.execute(sql: unfinished)
  }

  /// At most one piece of unfinished work for each stage: `request` is all that its result depends on, as JSON,
  /// `state` what the stage makes of it.
  private static let unfinished = """
    CREATE TABLE unfinished (
      stage TEXT PRIMARY KEY,
      request TEXT NOT NULL,
      state BLOB NOT NULL
    ) STRICT;
    """
}
