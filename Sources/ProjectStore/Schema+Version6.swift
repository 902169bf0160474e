internal import GRDB

extension Schema {
  /// What makes texts of one and two characters quick to find; version 15 fills it.
  static let addShortTexts: Step = { database in try database.execute(sql: shortTexts) }

  /// The table of version 6: for a character or a pair of them (`first << 7 | second`, second 0 for one alone) the
  /// clusters of the current division that hold it, one bit each.
  private static let shortTexts = """
    CREATE TABLE shortText (
      letters INTEGER PRIMARY KEY,
      clusters BLOB NOT NULL
    ) STRICT;
    """
}
