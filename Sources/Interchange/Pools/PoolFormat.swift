/// How the records of a pool are written down.
public enum PoolFormat: String, CaseIterable, Sendable {
  /// One JSON object per line.
  case jsonl
  /// One JSON array of objects, or objects one after another that take several lines each.
  case json
  /// Comma-separated values with a header row (RFC 4180).
  case csv
  /// The same with tabs in place of commas.
  case tsv
}

/// What kind of framing a file needs.
enum RecordLayout: Equatable {
  /// A JSON value on each line.
  case lines
  /// The elements of one JSON array.
  case array
  /// JSON values one after another.
  case sequence
  /// A table with this byte between the cells.
  case table(delimiter: UInt8)
}

extension RecordLayout {
  /// The format of which this is a form.
  var format: PoolFormat {
    switch self {
    case .lines: .jsonl
    case .array, .sequence: .json
    case .table(delimiter: UInt8(ascii: "\t")): .tsv
    case .table: .csv
    }
  }
}

extension RecordLayout {
  /// The records of this form from a cursor on.
  func records(
    from cursor: ByteCursor,
    file: String,
    options: PoolOptions
  ) throws(InterchangeError) -> any RecordSource {
    switch self {
    case .lines: JSONLines(cursor, file: file, options: options)
    case .array, .sequence: JSONElements(cursor, isArray: self == .array, file: file, options: options)
    case .table(let delimiter): try TableRows(cursor, delimiter: delimiter, file: file, options: options)
    }
  }
}
