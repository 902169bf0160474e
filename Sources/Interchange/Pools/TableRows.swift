internal import Foundation

/// The rows of a table with a header (RFC 4180, with any byte in place of the comma).
struct TableRows: RecordSource {
  private var reader: TableReader
  private let file: String
  /// The names of the columns.
  let header: [String]
  private let undoesGuards: Bool

  /// Reads the header from a cursor on.
  init(
    _ cursor: ByteCursor,
    delimiter: UInt8,
    file: String,
    options: PoolOptions
  ) throws(InterchangeError) {
    self.file = file
    reader = TableReader(cursor, delimiter: delimiter, file: file, recordLimit: options.recordLimit)
    guard let row = try reader.next() else { throw .empty(file: file) }
    switch row.problem?.kind {
    case nil: break
    case .invalidUTF8: throw .headerNotUTF8(file: file, offset: row.problem?.offset ?? 0)
    case .tooLong: throw .headerTooLong(file: file, limit: options.recordLimit)
    default: throw .headerQuoting(file: file)
    }
    header = row.cells.map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespaces) }
    var seen: Set<String> = []
    if let twin = header.first(where: { !seen.insert($0).inserted }) {
      throw .repeatedColumn(file: file, name: twin)
    }
    undoesGuards = header.first == QueueField.itemID.rawValue && header.last == FormulaGuard.column
  }

  mutating func next() throws(InterchangeError) -> RawRecord? {
    while let row = try reader.next() {
      if row.isBlank { continue }
      if let problem = row.problem { return RawRecord(line: row.text.line, content: .failure(problem)) }
      guard row.cells.count == header.count else {
        return row.text.problem(.wrongWidth(expected: header.count, found: row.cells.count))
      }
      let texts = row.cells.map { String(decoding: $0, as: UTF8.self) }
      return RawRecord(line: row.text.line, content: .success(object(texts)))
    }
    return nil
  }

  private func object(_ texts: [String]) -> JSONObject {
    let guarded = undoesGuards ? FormulaGuard.columns(named: texts.last ?? "") : []
    let members = zip(header, texts).map { name, text in
      JSONObject.Member(
        key: name,
        value: .string(guarded.contains(name) ? FormulaGuard.removed(from: text) : text)
      )
    }
    return JSONObject(members: members)
  }
}
