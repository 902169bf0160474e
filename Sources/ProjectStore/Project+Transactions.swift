internal import Foundation
internal import GRDB

extension Project {
  /// Changes whenever another program, or another `Project` on the same file, has written.
  ///
  /// Cheap enough to be asked several times a second. Only values of the same `Project` can be compared.
  public var dataVersion: Int {
    get throws(ProjectError) {
      do {
        return try writer.unsafeReentrantWrite { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
      } catch {
        throw ProjectError(error, path: path, while: .reading)
      }
    }
  }

  /// Reads from one snapshot of the file.
  func read<Value>(_ body: (Database) throws -> Value) throws(ProjectError) -> Value {
    do { return try snapshot(body) } catch { throw ProjectError(error, path: path, while: .reading) }
  }

  /// Changes the file, whole or not at all.
  func write<Value>(_ body: (Database) throws -> Value) throws(ProjectError) -> Value {
    do { return try transaction(body) } catch { throw ProjectError(error, path: path, while: .saving) }
  }

  /// Reads from one snapshot of the file, also from inside another read or write; errors pass unchanged.
  func snapshot<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try writer.unsafeReentrantRead { database in
      guard !database.isInsideTransaction else { return try body(database) }
      return try Self.enclose(body, in: database, .deferred)
    }
  }

  /// Changes the file, whole or not at all; errors pass unchanged.
  ///
  /// The write lock is taken before anything is read: a transaction that reads first and then wants to write
  /// fails under contention, however long it is ready to wait.
  func transaction<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try writer.writeWithoutTransaction { try Self.enclose(body, in: $0, .immediate) }
  }

  private static func enclose<Value>(
    _ body: (Database) throws -> Value,
    in database: Database,
    _ kind: Database.TransactionKind
  ) throws -> Value {
    try retryingWhenBusy { try database.beginTransaction(kind) }
    do {
      let value = try body(database)
      try retryingWhenBusy { try database.commit() }
      return value
    } catch {
      try database.rollback()
      throw error
    }
  }

  /// Tries up to three times more, after SQLite's own waiting, at moments that differ between programs.
  private static func retryingWhenBusy(_ action: () throws -> Void) throws {
    for retry in 1...3 {
      do {
        return try action()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        Thread.sleep(forTimeInterval: .random(in: 0.01...0.05) * Double(retry))
      }
    }
    try action()
  }
}
