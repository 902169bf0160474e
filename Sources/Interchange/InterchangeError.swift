public import Curation

/// Why a whole file could not be read or written.
///
/// What is wrong with single records of a pool is a `PoolProblem` instead.
public enum InterchangeError: Error, Equatable, Sendable {
  case cannotRead(file: String, errno: Int32)
  case directory(file: String)
  case empty(file: String)
  case noRecords(file: String)
  case gitLFSPointer(file: String)
  /// `kind` names a known format, such as "Parquet".
  case binary(file: String, kind: String?)
  case otherEncoding(file: String, encoding: String)
  case truncatedGzip(file: String)
  case corruptGzip(file: String, detail: String)
  case unknownFormat(file: String)
  case headerNotUTF8(file: String, offset: Int)
  case headerTooLong(file: String, limit: Int)
  case headerQuoting(file: String)
  case repeatedColumn(file: String, name: String)
  /// No known mapping fits; `keys` are those seen in the first records.
  case noMapping(file: String, keys: [String])
  /// The field that was named for the instruction is in none of the first records.
  case noSuchField(file: String, field: String, keys: [String])
  case standardInputTwice
  case notARecordedRanking(file: String, line: Int, reason: String)
  /// `kind` is the key that is missing: `prediction` or `reference`.
  case notAnAnswer(file: String, line: Int, kind: String, reason: String)
  case notAScore(file: String, line: Int, reason: String)
  case notAnnotated(file: String, line: Int, reason: String)
  case unsafeName(name: String, reason: String)
  case notARegularFile(path: String)
  case cannotWrite(path: String, errno: Int32)
  /// Something has a name that is to be given to a new file.
  case exists(path: String)
  /// Another process is writing the file now.
  case beingWritten(path: String)
  case nothingToExport
  /// A text that the format cannot hold because of a U+0000.
  case nulInExport(id: InstructionID, field: String)
}
