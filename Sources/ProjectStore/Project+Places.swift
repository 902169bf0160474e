public import Foundation
internal import GRDB

extension Project {
  /// Where a curator left the room, in the room's own form, or nil when they were never there.
  public func place(of curator: String) throws(ProjectError) -> Data? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT value FROM place WHERE curator = CAST(? AS TEXT)"
      )
      return try Data.fetchOne(statement, arguments: [ExactText(curator)])
    }
  }

  /// Remembers where a curator leaves the room.
  public func save(place: Data, of curator: String) throws(ProjectError) {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO place (curator, value) VALUES (CAST(? AS TEXT), ?)
          ON CONFLICT DO UPDATE SET value = excluded.value
          """,
        arguments: [ExactText(curator), place]
      )
    }
  }
}
