import Curation
import ProjectStore

/// An instruction that is in no cluster on purpose, for `clusters --left-out`.
struct LeftOutEntry: Encodable {
  /// The row number in import order, from 0.
  var row: Int
  var id: InstructionID
  /// "annotated", "quota" or "duplicate".
  var reason: String
  /// For a duplicate what stays for it, and the cosine similarity of both.
  var original: InstructionID?
  var similarity: Double?

  /// Reads all of a project, in import order.
  static func all(of project: Project) throws -> [LeftOutEntry] {
    let ids = try project.ids()
    return try project.leftOut().map { leftOut in
      var entry = LeftOutEntry(row: leftOut.row, id: ids[leftOut.row], reason: "annotated")
      if leftOut.reason == .quota { entry.reason = "quota" }
      if case .duplicate(let original, let similarity) = leftOut.reason {
        entry.reason = "duplicate"
        entry.original = ids[original]
        entry.similarity = similarity
      }
      return entry
    }
  }
}
