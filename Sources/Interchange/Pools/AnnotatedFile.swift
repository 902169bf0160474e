public import Curation

/// Names instructions that are annotated already, by id, by text, or by both.
///
/// A file of ids has one on each line. Any pool or queue will do, too, also what Label Studio exports of a queue: a
/// record with a `data` object is asked for what is in that.
public struct AnnotatedFile: Equatable, Sendable {
  /// One that is annotated.
  public struct Entry: Equatable, Sendable {
    /// The line on which it begins, from 1.
    public var line: Int
    /// Its id, where the file has one.
    public var id: InstructionID?
    /// What its text and input share with exact duplicates, where the file has the text.
    public var key: DuplicateKey?
  }

  /// The file's path, as it was given.
  public let path: String
  /// What it names, in its order; at least one.
  public let entries: [Entry]

  /// Reads a file, gzipped or not.
  ///
  /// - Throws: `InterchangeError` when it cannot be read, is empty, has neither ids nor texts, or a record is none.
  public init(path: String) throws(InterchangeError) {
    self.path = path
    let entries =
      if let records = try Self.records(of: path) {
        try Self.entries(of: records, file: path)
      } else {
        try Self.lines(of: path)
      }
    guard !entries.isEmpty else { throw .noRecords(file: path) }
    self.entries = entries
  }

  /// How many records are looked at to tell which fields hold what.
  private static let sampleSize = 100

  /// The records of a file; nil when it has lines of plain text.
  private static func records(of path: String) throws(InterchangeError) -> (any RecordSource)? {
    var cursor = ByteCursor(try ByteStream(.file(path: path)))
    let detection = try FormatDetection(of: &cursor, file: path)
    let layout: RecordLayout
    do throws(InterchangeError) { layout = try detection.layout(requested: nil) } catch {
      // No table without a delimiter in its first line.
      return nil
    }
    let options = PoolOptions()
    guard case .table(let delimiter) = layout else {
      return try layout.records(from: cursor, file: path, options: options)
    }
    // Ids may hold commas: it is a table if its columns are what a table of instructions has.
    let known = Set(RecordShape.ids.map(\.text) + RecordShape.known.map(\.instruction.text))
    let table = try TableRows(cursor, delimiter: delimiter, file: path, options: options)
    return known.isDisjoint(with: table.header) ? nil : table
  }

  private static func lines(of path: String) throws(InterchangeError) -> [Entry] {
    var file = try LineFile(path: path, limit: RecordFields.idLimit + 1)
    var entries: [Entry] = []
    while let line = try file.next() {
      guard var bytes = line.bytes else {
        throw .notAnnotated(file: path, line: line.number, reason: "the line is too long for an id")
      }
      if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
      guard let id = String(validating: bytes, as: UTF8.self) else {
        throw .notAnnotated(file: path, line: line.number, reason: "the id is not UTF-8")
      }
      entries.append(Entry(line: line.number, id: InstructionID(id)))
    }
    return entries
  }

  /// Turns each record into an entry as it is read; only those that tell the fields wait for others.
  private static func entries(
    of records: any RecordSource,
    file: String
  ) throws(InterchangeError) -> [Entry] {
    var records = records
    var sample: [(line: Int, object: JSONObject)] = []
    while sample.count < sampleSize, let record = try object(from: &records, file: file) {
      sample.append(record)
    }
    guard !sample.isEmpty else { throw .noRecords(file: file) }
    let (ids, texts) = try fields(sample.map(\.object), file: file)
    var entries: [Entry] = []
    func append(_ record: (line: Int, object: JSONObject)) throws(InterchangeError) {
      let id = ids.flatMap { $0.value(in: record.object)?.identifier }
      let key = texts.flatMap { DuplicateKey(of: record.object, mapping: $0) }
      guard id != nil || key != nil else {
        throw .notAnnotated(
          file: file,
          line: record.line,
          reason: "there is neither an id nor an instruction"
        )
      }
      entries.append(Entry(line: record.line, id: id, key: key))
    }
    for record in sample { try append(record) }
    while let record = try object(from: &records, file: file) { try append(record) }
    return entries
  }

  /// The next record, or what is in its `data`; nil at the end.
  private static func object(
    from records: inout any RecordSource,
    file: String
  ) throws(InterchangeError) -> (line: Int, object: JSONObject)? {
    guard let record = try records.next() else { return nil }
    switch record.content {
    case .success(let object):
      guard case .object(let data)? = object["data"] else { return (record.line, object) }
      return (record.line, data)
    case .failure(let problem):
      throw .notAnnotated(file: file, line: record.line, reason: problem.explanation)
    }
  }

  /// The field with the ids, and those with the texts, of which one may be missing.
  private static func fields(
    _ sample: [JSONObject],
    file: String
  ) throws(InterchangeError) -> (ids: FieldPath?, texts: FieldMapping?) {
    do throws(InterchangeError) {
      let mapping = try FieldDetection(sample: sample, choice: FieldChoice()).mapping(file: file)
      return (mapping.id, mapping)
    } catch {
      let ids = RecordShape.ids.first { path in sample.contains { path.value(in: $0)?.identifier != nil } }
      guard let ids else { throw error }
      return (ids, nil)
    }
  }
}

extension JSONValue {
  /// The id that it is: text or a whole number.
  fileprivate var identifier: InstructionID? {
    switch self {
    case .string(let text) where !text.isEmpty: InstructionID(text)
    case .number(let number) where Int(number) != nil: InstructionID(number)
    default: nil
    }
  }
}

extension DuplicateKey {
  /// The key of a record's instruction, or nil when it holds none.
  fileprivate init?(of object: JSONObject, mapping: FieldMapping) {
    var mapping = mapping
    mapping.id = nil
    guard let fields = try? RecordFields(object, mapping: mapping) else { return nil }
    self.init(of: fields.instruction(defaultSource: ""))
  }
}
