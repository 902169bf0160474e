internal import Foundation
internal import GRDB

/// A project: one SQLite file that holds a pool, what was computed from it, and the curators' decisions.
///
/// Every method blocks until it is done and may be called from any thread. What a writing method returns is
/// committed and synced. Several programs may have the same file open.
public final class Project: Sendable {
  /// What an open project may be used for.
  public enum Access: Sendable {
    case readWrite, readOnly
  }

  /// The absolute path of the file.
  public let path: String

  /// What the project was opened for.
  public let access: Access

  /// What its curator should know about where the file lies.
  public let warning: ProjectWarning?

  /// The backup that was made because opening brought the file to a newer format.
  public let backupPath: String?

  let writer: any DatabaseWriter

  /// Makes a new, empty project that only its owner can read; on failure nothing is left behind.
  ///
  /// - Throws: `ProjectError` when the file exists or cannot be made.
  public static func create(at path: String) throws(ProjectError) -> Project {
    try create(at: path, connection: Connection())
  }

  /// Opens a project, bringing an older format up to date after a backup beside the file.
  ///
  /// The backup of `NAME.handpick` in format 1 is called `NAME.handpick.v1-backup`.
  ///
  /// - Throws: `ProjectError` when the file is missing, not a project, too new, damaged or not permitted.
  public static func open(at path: String, access: Access = .readWrite) throws(ProjectError) -> Project {
    try open(at: path, access: access, connection: Connection())
  }

  static func create(at path: String, connection: Connection) throws(ProjectError) -> Project {
    let path = ProjectFile.absolute(path)
    try ProjectFile.reserve(path)
    do {
      try connection.install(path)
      return try Project(path: path, access: .readWrite, connection: connection)
    } catch {
      ProjectFile.discard(path)
      throw ProjectError(error, path: path, while: .saving)
    }
  }

  static func open(at path: String, access: Access, connection: Connection) throws(ProjectError) -> Project {
    let path = ProjectFile.absolute(path)
    try ProjectFile.check(path, access: access)
    do {
      return try Project(path: path, access: access, connection: connection)
    } catch {
      throw ProjectError(error, path: path, while: .opening)
    }
  }

  private init(path: String, access: Access, connection: Connection) throws {
    self.path = path
    self.access = access
    warning = connection.warning(for: path)
    writer = try connection.open(path, access: access)
    backupPath = try Self.migrate(writer, path: path, access: access, schema: connection.schema)
  }

  /// Returns where the backup is, when there was something to do.
  private static func migrate(
    _ writer: any DatabaseWriter,
    path: String,
    access: Access,
    schema: Schema
  ) throws -> String? {
    let found = try writer.read(Schema.version)
    guard found < schema.version else { return nil }
    guard access == .readWrite else {
      throw ProjectError.olderSchema(path: path, found: found, known: schema.version)
    }
    return try writer.writeWithoutTransaction { database in
      var backupPath: String?
      try database.inTransaction(.immediate) {
        // Another program may have been faster. From here on, nobody else can write.
        let found = try Schema.version(of: database)
        guard found < schema.version else { return .rollback }
        let backup = ProjectFile.backupPath(for: path, version: found)
        try ProjectFile.copy(path, to: backup)
        backupPath = backup
        try schema.migrate(database)
        return .commit
      }
      return backupPath
    }
  }

  /// Closes the file; afterwards every method throws `closed`.
  ///
  /// - Throws: `ProjectError` when a connection is still in use.
  public func close() throws(ProjectError) {
    do {
      // The connection that closes last removes the side files, so it must be one that can write.
      if let pool = writer as? DatabasePool { pool.releaseMemory() }
      try writer.close()
    } catch {
      throw ProjectError(error, path: path, while: .saving)
    }
  }

  /// Writes a copy of the project as it is now to a new file; the project may be in use meanwhile.
  ///
  /// - Throws: `ProjectError` when the file exists or cannot be written; then nothing is left behind.
  public func copy(to destination: String) throws(ProjectError) {
    let destination = ProjectFile.absolute(destination)
    do {
      try ProjectFile.copy(path, to: destination)
    } catch {
      throw ProjectError(error, path: destination, while: .saving)
    }
  }
}
