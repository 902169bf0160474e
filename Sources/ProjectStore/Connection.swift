internal import Foundation
internal import GRDB

/// How a project file is opened; tests turn the knobs, the program uses what stands here.
struct Connection: Sendable {
  var schema = Schema.current

  /// How long SQLite waits for another program's lock, in seconds.
  var busyTimeout: TimeInterval = 5

  /// The file system that holds the file; nil asks the kernel.
  var fileSystem: FileSystem?

  /// Opens the database, checked but not yet migrated.
  func open(_ path: String, access: Project.Access) throws -> any DatabaseWriter {
    var configuration = configuration(path)
    configuration.readonly = access == .readOnly
    // Without shared memory there is no write-ahead log, hence no readers beside the writer.
    guard !liesOnNetwork(path) else {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if access == .readWrite {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      }
      return queue
    }
    let pool = try DatabasePool(path: path, configuration: configuration)
    // GRDB lowers this to NORMAL when it turns the write-ahead log on.
    try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    return pool
  }

  /// Makes an empty file a project.
  func install(_ path: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try schema.install(in: $0) }
    try queue.close()
  }

  func warning(for path: String) -> ProjectWarning? {
    guard let fileSystem = fileSystem ?? FileSystem(holding: path), fileSystem.isNetwork else { return nil }
    return .networkFileSystem(type: fileSystem.type)
  }

  private func liesOnNetwork(_ path: String) -> Bool { warning(for: path) != nil }

  private func configuration(_ path: String) -> Configuration {
    var configuration = Configuration()
    configuration.label = "Project"
    configuration.busyMode = .timeout(busyTimeout)
    configuration.maximumReaderCount = 4
    let known = schema.version
    // This runs before anything is written, so that a database of somebody else stays as it is.
    configuration.prepareDatabase { database in
      guard try Schema.isProject(database) else { throw ProjectError.notAProject(path: path) }
      let found = try Schema.version(of: database)
      guard found <= known else { throw ProjectError.newerSchema(path: path, found: found, known: known) }
      try database.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA journal_size_limit = 67108864;
          """
      )
    }
    return configuration
  }
}
