internal import Curation

/// The queue as a table (RFC 4180): CR LF, a header, and a last column that tells which cells were guarded.
struct CSVText {
  private(set) var bytes: [UInt8] = []

  private let fields: [QueueField]

  /// Begins with the header.
  init(fields: [QueueField]) {
    self.fields = fields
    append(row: fields.map(\.rawValue) + [FormulaGuard.column])
  }

  /// Appends an item's row.
  mutating func append(_ item: QueueItem) {
    var cells: [String] = []
    var guarded: [String] = []
    for field in fields {
      switch field.value(of: item) {
      case .integer(let integer): cells.append(String(integer))
      case .text(let text) where FormulaGuard.isNeeded(for: text):
        cells.append("'" + text)
        guarded.append(field.rawValue)
      case .text(let text): cells.append(text)
      }
    }
    append(row: cells + [guarded.joined(separator: " ")])
  }

  /// Gives the bytes appended so far and forgets them.
  mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func append(row: [String]) {
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell: cell)
    }
    bytes += "\r\n".utf8
  }

  private mutating func append(cell: String) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = cell.utf8.contains { byte in
      byte == quote || byte == UInt8(ascii: ",") || byte < 0x20
    }
    guard
      needsQuotes || cell.utf8.first == UInt8(ascii: "'") || cell.utf8.first == 0x20 || cell.utf8.last == 0x20
    else {
      bytes += cell.utf8
      return
    }
    bytes.append(quote)
    for byte in cell.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}
