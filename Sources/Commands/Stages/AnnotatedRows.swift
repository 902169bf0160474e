import Curation
import Interchange
import ProjectStore
import TextUI

/// What of a pool a file names: what is annotated already, or picked.
struct AnnotatedRows {
  /// The most unknown entries that are told one by one.
  private static let listed = 10

  /// The row numbers in the order of the file, each once.
  let rowsInOrder: [Int]

  /// The row numbers, ascending.
  var rows: [Int] { rowsInOrder.sorted() }

  /// Looks for what a file names in a pool, and tells on standard error what is not there.
  ///
  /// A text counts for more than an id, which may be another pool's.
  ///
  /// - Throws: `InterchangeError`, and `CommandError` when the pool has nothing of it.
  init(path: String, in project: Project) throws {
    let file = try AnnotatedFile(path: path)
    var rowsByID: [InstructionID: Int] = [:]
    var rowsByKey: [DuplicateKey: Int] = [:]
    let ids = Set(file.entries.compactMap(\.id))
    let keys = Set(file.entries.compactMap(\.key))
    var row = 0
    try project.forEachInstruction { instruction in
      defer { row += 1 }
      if ids.contains(instruction.id) { rowsByID[instruction.id] = row }
      guard !keys.isEmpty else { return }
      let key = DuplicateKey(of: instruction)
      if keys.contains(key) { rowsByKey[key] = row }
    }
    var rowsInOrder: [Int] = []
    var seen: Set<Int> = []
    var unknown: [AnnotatedFile.Entry] = []
    var changed = 0
    for entry in file.entries {
      if let row = entry.key.flatMap({ rowsByKey[$0] }) {
        if seen.insert(row).inserted { rowsInOrder.append(row) }
      } else if let row = entry.id.flatMap({ rowsByID[$0] }) {
        if seen.insert(row).inserted { rowsInOrder.append(row) }
        if entry.key != nil { changed += 1 }
      } else {
        unknown.append(entry)
      }
    }
    for entry in unknown.prefix(Self.listed) {
      let name: DisplayText = entry.id.map { "id \(untrusted: $0.rawValue)" } ?? "text"
      Console.note("\(untrusted: path):\(entry.line): no instruction of the pool has this \(name).")
    }
    if unknown.count > Self.listed {
      Console.note("… and \(unknown.count - Self.listed) more that the pool does not have.")
    }
    if changed > 0 {
      Console.note(
        "\(changed) of \(untrusted: path) were known by their id; their text is another in the pool."
      )
    }
    guard !rowsInOrder.isEmpty else {
      throw CommandError(
        "The pool has nothing of what \(path) names.",
        suggestion: "Give ids of this pool, one a line, or a pool or queue with ids or instructions."
      )
    }
    self.rowsInOrder = rowsInOrder
  }
}
