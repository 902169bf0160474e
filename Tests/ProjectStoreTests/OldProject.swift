import GRDB
import TestSupport

@testable import ProjectStore

/// A project file in an earlier format.
struct OldProject {
  let path: String
  private let folder: TemporaryFolder

  /// Makes one.
  ///
  /// - Parameters:
  ///   - format: The number of its format.
  ///   - sql: Puts into it what a Handpick of that format wrote.
  /// - Throws: What SQLite says of the statements.
  init(format: Int, _ sql: String = "") throws {
    let schema = Schema(steps: Array(Schema.current.steps.prefix(format)))
    folder = try TemporaryFolder()
    path = folder.file("old.handpick")
    try Project.create(at: path, connection: Connection(schema: schema)).close()
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }

  /// Opens it, which brings it up to date.
  func open() throws -> Project { try Project.open(at: path) }
}
