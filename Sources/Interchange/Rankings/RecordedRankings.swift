public import Curation

/// Rankings that were made earlier, one JSON object on each line.
///
/// `{"ranker": "NAME", "order": ["id", …], "rationales": {"id": "why"}}`: all candidates of a cluster, best first.
/// Which cluster it is follows from the candidates. The ranker's name says who made it and is shown beside it.
public struct RecordedRankings: Equatable, Sendable {
  /// One recorded ranking.
  public struct Entry: Equatable, Sendable {
    /// The line it stands on, from 1.
    public var line: Int
    /// Who made it.
    public var ranker: String
    /// The candidates, best first.
    public var order: [InstructionID]
    /// Why, for some of them.
    public var rationales: [InstructionID: String]
  }

  /// The rankings, in the order of the file; at least one.
  public let entries: [Entry]

  /// Reads a file, gzipped or not.
  ///
  /// - Throws: `InterchangeError` when it cannot be read, is empty, or a line is no recorded ranking.
  public init(path: String) throws(InterchangeError) {
    var cursor = ByteCursor(try ByteStream(.file(path: path)))
    _ = try FormatDetection(of: &cursor, file: path)
    var lines = JSONLines(cursor, file: path, options: PoolOptions())
    var entries: [Entry] = []
    while let record = try lines.next() { entries.append(try Self.entry(record, file: path)) }
    guard !entries.isEmpty else { throw .noRecords(file: path) }
    self.entries = entries
  }

  private static func entry(_ record: RawRecord, file: String) throws(InterchangeError) -> Entry {
    func fault(_ reason: String) -> InterchangeError {
      .notARecordedRanking(file: file, line: record.line, reason: reason)
    }
    let object: JSONObject
    switch record.content {
    case .success(let found): object = found
    case .failure(let problem): throw fault(problem.explanation)
    }
    guard let ranker = object["ranker"]?.text, !ranker.isEmpty else {
      throw fault("the key \"ranker\" must name who made the ranking")
    }
    guard case .array(let elements)? = object["order"], !elements.isEmpty else {
      throw fault("the key \"order\" must hold the ids of the candidates, best first")
    }
    var order: [InstructionID] = []
    for element in elements {
      guard let id = element.text else { throw fault("an id in \"order\" is \(element.typeName), not text") }
      order.append(InstructionID(id))
    }
    var rationales: [InstructionID: String] = [:]
    if let value = object["rationales"] {
      guard case .object(let members) = value else {
        throw fault("the key \"rationales\" must hold an object")
      }
      for member in members.members {
        guard let words = member.value.text else {
          throw fault("the rationale of \"\(member.key)\" is \(member.value.typeName), not text")
        }
        rationales[InstructionID(member.key)] = words
      }
    }
    return Entry(line: record.line, ranker: ranker, order: order, rationales: rationales)
  }
}
