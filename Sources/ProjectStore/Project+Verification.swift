internal import GRDB

/// The first place at which the log is not what was written.
public struct LogFault: Equatable, Sendable {
  /// What kind of change it was.
  public enum Kind: Equatable, Sendable {
    /// A row is missing before this one.
    case missing
    /// The row follows another row than the one before it.
    case unlinked
    /// The row's own content was changed.
    case altered
  }

  /// The row's place in the log, from 1.
  public var sequence: Int64
  /// What kind of change it was.
  public var kind: Kind
}

extension Project {
  /// Follows the chain of hashes through the whole log, older divisions included.
  ///
  /// A chain does not show rows missing at its end, nor that somebody wrote all of it anew.
  ///
  /// - Returns: The first broken row, or nil when there is none.
  public func verifyLog() throws(ProjectError) -> LogFault? {
    try read { database in
      let sql = "SELECT \(LogRecord.columns) FROM log ORDER BY sequence"
      let records = try LogRecord.fetchCursor(database, sql: sql)
      var expected: Int64 = 1
      var previous = LogRecord.origin
      while let record = try records.next() {
        guard record.sequence == expected else { return LogFault(sequence: record.sequence, kind: .missing) }
        guard record.previous == previous else { return LogFault(sequence: expected, kind: .unlinked) }
        guard record.hash == record.expectedHash else { return LogFault(sequence: expected, kind: .altered) }
        expected += 1
        previous = record.hash
      }
      return nil
    }
  }
}
