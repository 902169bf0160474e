internal import GRDB

/// The tables of a project file, and how to get from each version of them to the next.
///
/// The version is the file's `user_version`; it counts the steps that were taken. (GRDB's own migrator
/// keeps a table of names instead, and decides what to run before it holds the lock.)
struct Schema: Sendable {
  typealias Step = @Sendable (Database) throws -> Void

  /// The `application_id` by which `file(1)` and others tell whose database it is: "Hpck" in ASCII.
  static let applicationID: Int32 = 0x4870_636B

  /// What this Handpick reads and writes; further steps come last, since there are files of every version.
  static let current = Schema(
    steps: [
      createVersion1, addStandings, addFinding, addNeighbours, addPasses, addShortTexts, addRankShifts,
      addReplies, addLogProbabilities, addEmbeddingDrafts, addTopics, addLeftOut, addVectorElements,
      addUnfinished, addPoolSearch,
    ]
  )

  /// The step at index n brings a file from version n to version n + 1.
  var steps: [Step]

  var version: Int { steps.count }

  /// Makes an empty database a project.
  func install(in database: Database) throws {
    try database.inTransaction(.immediate) {
      try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
      try migrate(database)
      return .commit
    }
  }

  /// Takes the steps that a file still lacks; the caller holds the transaction.
  func migrate(_ database: Database) throws {
    let found = try Self.version(of: database)
    for step in steps.dropFirst(found) { try step(database) }
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  static func isProject(_ database: Database) throws -> Bool {
    try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID
  }
}
