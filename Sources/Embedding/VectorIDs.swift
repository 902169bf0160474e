public import Curation
import Foundation

/// The ids that say which instruction each vector of a file belongs to: one a line, in the vectors' order.
public struct VectorIDs: Equatable, Sendable {
  /// The file's path, for messages.
  public let path: String

  /// The ids, by line.
  public let ids: [InstructionID]

  /// Makes ids of a file's text.
  ///
  /// Lines end with LF or CRLF, the last one with or without; a byte order mark is skipped.
  ///
  /// - Throws: `EmbeddingError` on an empty line and on an id that occurs twice.
  public init(path: String, text: String) throws(EmbeddingError) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var ids: [InstructionID] = []
    var firstLines: [InstructionID: Int] = [:]
    for (index, line) in lines.enumerated() {
      let content = line.last == 0x0D ? line.dropLast() : line
      guard !content.isEmpty else { throw .emptyID(path: path, line: index + 1) }
      let id = InstructionID(String(decoding: content, as: UTF8.self))
      if let first = firstLines.updateValue(index + 1, forKey: id) {
        throw .duplicateID(path: path, id: id.rawValue, line: index + 1, firstLine: first)
      }
      ids.append(id)
    }
    self.path = path
    self.ids = ids
  }

  /// Reads the file at a path.
  ///
  /// - Throws: `EmbeddingError` when it cannot be read as UTF-8, and as `init(path:text:)` does.
  public init(path: String) throws(EmbeddingError) {
    let text: String
    do {
      text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
    try self.init(path: path, text: text)
  }

  /// Finds whose vector is whose.
  ///
  /// - Parameters:
  ///   - pool: The ids of the pool's instructions in import order.
  ///   - count: The number of vectors, which is to be that of these ids.
  ///   - ignoringUnknown: Whether vectors of no instruction are left out instead of refused; a pool loses
  ///     instructions on import when they are exact duplicates.
  /// - Returns: For each of the pool's instructions the row of its vector, in import order.
  /// - Throws: `EmbeddingError` when the counts differ, an instruction has no vector, or an id is unknown.
  public func rows(
    of pool: [InstructionID],
    amongVectors count: Int,
    ignoringUnknown: Bool = false
  ) throws(EmbeddingError) -> [Int] {
    guard count == ids.count else {
      throw .countMismatch(path: path, vectors: count, expected: ids.count)
    }
    if !ignoringUnknown {
      let known = Set(pool)
      if let index = ids.firstIndex(where: { !known.contains($0) }) {
        throw .unknownID(path: path, id: ids[index].rawValue, line: index + 1)
      }
    }
    let known = Dictionary(uniqueKeysWithValues: zip(ids, ids.indices))
    var missing = RowList()
    var rows: [Int] = []
    rows.reserveCapacity(pool.count)
    for (row, id) in pool.enumerated() {
      if let found = known[id] { rows.append(found) } else { missing.add(row) }
    }
    if let first = missing.first.first {
      throw .missingID(path: path, id: pool[first].rawValue, rows: missing)
    }
    return rows
  }
}
