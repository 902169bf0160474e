public import Curation

/// Answers to instructions, one JSON object on each line: what a model predicted, or what it should have said.
///
/// `{"id": "…", "prediction": "…"}`, or `"reference"` in place of it; other keys are passed over.
public struct AnswerFile: Equatable, Sendable {
  /// What the answers are, and the key that holds them.
  public enum Kind: String, Sendable {
    case prediction
    case reference
  }

  /// The ids, in the order of the file; at least one.
  public let ids: [InstructionID]
  /// The answers, in the same order.
  public let answers: [String]

  /// Reads a file, gzipped or not.
  ///
  /// - Throws: `InterchangeError` when it cannot be read, is empty, a line holds no such answer, or an id comes twice.
  public init(path: String, kind: Kind) throws(InterchangeError) {
    var cursor = ByteCursor(try ByteStream(.file(path: path)))
    _ = try FormatDetection(of: &cursor, file: path)
    var lines = JSONLines(cursor, file: path, options: PoolOptions())
    var seen: Set<InstructionID> = []
    var ids: [InstructionID] = []
    var answers: [String] = []
    while let record = try lines.next() {
      func fault(_ reason: String) -> InterchangeError {
        .notAnAnswer(file: path, line: record.line, kind: kind.rawValue, reason: reason)
      }
      let object: JSONObject
      switch record.content {
      case .success(let found): object = found
      case .failure(let problem): throw fault(problem.explanation)
      }
      guard let id = object["id"]?.text, !id.isEmpty else { throw fault("the key \"id\" must hold an id") }
      guard let answer = object[kind.rawValue]?.text else {
        throw fault("the key \"\(kind.rawValue)\" must hold text")
      }
      guard seen.insert(InstructionID(id)).inserted else { throw fault("the id \"\(id)\" came before") }
      ids.append(InstructionID(id))
      answers.append(answer)
    }
    guard !ids.isEmpty else { throw .noRecords(file: path) }
    self.ids = ids
    self.answers = answers
  }
}
