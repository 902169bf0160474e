public import Curation

/// Reads the instructions of pools, one after the other, in constant memory but for the hashes of what was seen.
///
/// ```swift
/// let reader = try PoolReader([PoolSource(argument: "pool.jsonl.gz")])
/// while let record = try reader.next() { keep(record.instruction) }
/// print(reader.report.problemCount)
/// ```
///
/// Records with problems and exact duplicates are passed over and stand in the report. Text is taken as it is,
/// byte for byte. An answer becomes the reference, and never part of the instruction or the input.
public final class PoolReader {
  /// What was found so far.
  public private(set) var report = PoolReport()

  private let options: PoolOptions
  private let bytesInTotal: Int?
  private var waiting: ArraySlice<PoolSource>
  private var file: PoolFile?
  private var bytesOfFinishedFiles = 0
  private var seen = SeenRecords()

  /// Makes a reader; nothing is opened yet.
  ///
  /// - Parameters:
  ///   - sources: The pools, in the order in which they are read.
  ///   - options: How to read them.
  ///   - held: What the project holds already; its texts count as duplicates, its ids as taken.
  /// - Throws: `InterchangeError.standardInputTwice`.
  public init(
    _ sources: [PoolSource],
    options: PoolOptions = PoolOptions(),
    held: some Sequence<Instruction> = EmptyCollection()
  ) throws(InterchangeError) {
    guard sources.count(where: { $0 == .standardInput }) < 2 else { throw .standardInputTwice }
    self.options = options
    waiting = sources[...]
    bytesInTotal = sources.reduce(0) { total, source in
      source.size.flatMap { size in total.map { $0 + size } }
    }
    for instruction in held { seen.remember(instruction) }
  }

  /// The next instruction, or nil when all files are read.
  ///
  /// - Throws: `InterchangeError` when a file as a whole cannot be read; reading cannot go on then.
  public func next() throws(InterchangeError) -> PoolRecord? {
    while true {
      if file == nil {
        guard let source = waiting.popFirst() else { return nil }
        file = try PoolFile(source, options: options)
      }
      guard let record = try file?.next() else {
        finishFile()
        continue
      }
      if let accepted = accept(record) { return accepted }
    }
  }

  /// How far reading has come.
  public var progress: PoolProgress {
    PoolProgress(
      file: file?.report.name,
      bytesRead: bytesOfFinishedFiles + (file?.bytesRead ?? 0),
      bytesInTotal: bytesInTotal,
      recordCount: report.files.reduce(file?.report.recordCount ?? 0) { $0 + $1.recordCount }
    )
  }

  private func finishFile() {
    guard let file else { return }
    report.files.append(file.report)
    bytesOfFinishedFiles += file.bytesRead
    self.file = nil
  }

  /// The instruction of a record, or nil after noting why there is none.
  private func accept(_ record: RawRecord) -> PoolRecord? {
    guard let file else { return nil }
    do throws(PoolProblem) {
      let object = try record.content.get()
      // The mapping is known from the first object on.
      guard let mapping = file.report.mapping else { return nil }
      return try accept(object, mapping: mapping, at: RecordPlace(file: file.report.name, line: record.line))
    } catch {
      report.problemCount += 1
      if report.problems.count < options.detailLimit { report.problems.append(error) }
      return nil
    }
  }

  private func accept(
    _ object: JSONObject,
    mapping: FieldMapping,
    at place: RecordPlace
  ) throws(PoolProblem) -> PoolRecord? {
    let fields: RecordFields
    do throws(FieldFault) {
      fields = try RecordFields(object, mapping: mapping)
    } catch {
      throw PoolProblem(error.kind, at: place, key: error.key)
    }
    file?.count(fields)
    var instruction = fields.instruction(defaultSource: file?.title ?? "")
    let key = DuplicateKey(of: instruction)
    if mapping.id == nil { instruction.id = InstructionID(derivedFrom: key) }
    switch seen.check(instruction.id, key: key, at: place) {
    case .repeatedID(let first):
      throw PoolProblem(.repeatedID(id: instruction.id, first: first), at: place, key: mapping.id?.text)
    case .duplicate(let first):
      report.duplicateCount += 1
      if report.duplicates.count < options.detailLimit {
        report.duplicates.append(DuplicateRecord(place: place, first: first))
      }
      return nil
    case .new:
      report.acceptedCount += 1
      return PoolRecord(instruction: instruction, place: place)
    }
  }
}
