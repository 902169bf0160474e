internal import GRDB

extension Project {
  /// What curators agreed on under a name, or nil.
  ///
  /// - Throws: `ProjectError` when it cannot be read, or is no such value.
  public func setting<Value: Decodable>(
    _ name: String,
    as type: Value.Type = Value.self
  ) throws(ProjectError) -> Value? {
    try read { database in
      let statement = try database.cachedStatement(sql: "SELECT value FROM setting WHERE name = ?")
      guard let text = try ExactText.fetchOne(statement, arguments: [name]) else { return nil }
      return try StoredJSON.decode(Value.self, from: text.string)
    }
  }

  /// Keeps what curators agreed on under a name; nil forgets it.
  public func save(setting value: (some Encodable)?, as name: String) throws(ProjectError) {
    try write { database in
      guard let value else {
        return try database.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
      }
      try database.execute(
        sql: """
          INSERT INTO setting (name, value) VALUES (?, CAST(? AS TEXT))
          ON CONFLICT DO UPDATE SET value = excluded.value
          """,
        arguments: [name, ExactText(try StoredJSON.encode(value))]
      )
    }
  }
}
