public import Curation

/// Numbers for instructions that somebody else worked out, one JSON object on each line.
///
/// `{"id": "…", "score": 3.5}`: the higher, the better. Other keys are passed over.
public struct ScoreFile: Equatable, Sendable {
  /// The scores by id; at least one.
  public let scores: [InstructionID: Double]

  /// Reads a file, gzipped or not.
  ///
  /// - Throws: `InterchangeError` when it cannot be read, is empty, a line holds no score, or an id comes twice.
  public init(path: String) throws(InterchangeError) {
    var cursor = ByteCursor(try ByteStream(.file(path: path)))
    _ = try FormatDetection(of: &cursor, file: path)
    var lines = JSONLines(cursor, file: path, options: PoolOptions())
    var scores: [InstructionID: Double] = [:]
    while let record = try lines.next() {
      func fault(_ reason: String) -> InterchangeError {
        .notAScore(file: path, line: record.line, reason: reason)
      }
      let object: JSONObject
      switch record.content {
      case .success(let found): object = found
      case .failure(let problem): throw fault(problem.explanation)
      }
      guard let id = object["id"]?.text, !id.isEmpty else { throw fault("the key \"id\" must hold an id") }
      guard case .number(let digits)? = object["score"], let score = Double(digits), score.isFinite else {
        throw fault("the key \"score\" must hold a number")
      }
      guard scores.updateValue(score, forKey: InstructionID(id)) == nil else {
        throw fault("the id \"\(id)\" has a score already")
      }
    }
    guard !scores.isEmpty else { throw .noRecords(file: path) }
    self.scores = scores
  }
}
