/// A file of a pool that is being read: its stream, its records, and the first of them as a sample.
final class PoolFile {
  /// What is known about it so far.
  var report: PoolReport.File

  /// What its records say about their origin when they say nothing.
  let title: String

  private let stream: ByteStream
  private let options: PoolOptions
  private var records: any RecordSource
  private var sample: ArraySlice<RawRecord> = []

  /// The bytes read so far, before unpacking.
  var bytesRead: Int { stream.bytesRead }

  /// Opens a source and tells its format.
  init(_ source: PoolSource, options: PoolOptions) throws(InterchangeError) {
    stream = try ByteStream(source)
    title = source.title
    self.options = options
    var cursor = ByteCursor(stream)
    let detection = try FormatDetection(of: &cursor, file: source.name)
    let layout = try detection.layout(requested: options.format)
    records = try layout.records(from: cursor, file: source.name, options: options)
    report = PoolReport.File(name: source.name, format: layout.format, isCompressed: stream.isCompressed)
  }

  /// The next record, or nil at the end.
  ///
  /// From the first object on, the mapping is known.
  ///
  /// - Throws: `InterchangeError` when the file cannot be read on, holds no records, or fits no mapping.
  func next() throws(InterchangeError) -> RawRecord? {
    if report.mapping == nil, sample.isEmpty { try takeSample() }
    guard let record = try nextRecord() else {
      if report.recordCount == 0 { throw .noRecords(file: report.name) }
      return nil
    }
    report.recordCount += 1
    return record
  }

  private func nextRecord() throws(InterchangeError) -> RawRecord? {
    if let waiting = sample.popFirst() { return waiting }
    return try records.next()
  }

  /// Counts a record that fits the mapping.
  func count(_ fields: RecordFields) {
    report.fittingCount += 1
    if fields.hasSystemMessage { report.systemMessageCount += 1 }
    if fields.hasOtherTurns { report.otherTurnCount += 1 }
  }

  /// Reads ahead until the mapping can be told, or up to a single problem as long as there is no object yet.
  private func takeSample() throws(InterchangeError) {
    var objects: [JSONObject] = []
    while sample.count < max(1, options.sampleSize), let record = try records.next() {
      sample.append(record)
      guard case .success(let object) = record.content else {
        if objects.isEmpty { return } else { continue }
      }
      objects.append(object)
    }
    guard !objects.isEmpty else { return }
    report.mapping = try FieldDetection(sample: objects, choice: options.fields).mapping(file: report.name)
  }
}
