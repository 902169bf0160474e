public import Curation
internal import Foundation

/// Writes a queue for annotators.
public struct QueueExport: Equatable, Sendable {
  /// What is written.
  public var format: QueueFormat

  /// Whether the ranker's rationale is written.
  public var includesRationale: Bool

  /// Makes an export.
  ///
  /// - Parameters:
  ///   - format: What to write.
  ///   - includesRationale: Whether to write the ranker's rationale; nil for what the format does by default.
  public init(_ format: QueueFormat, includesRationale: Bool? = nil) {
    self.format = format
    self.includesRationale = includesRationale ?? format.includesRationaleByDefault
  }

  /// Writes items, in their order, as a whole or not at all.
  ///
  /// For Label Studio the labelling page goes to a file beside it, `NAME.config.xml`, and is written first. On
  /// standard output there are the tasks alone.
  ///
  /// - Returns: The paths that were written, the queue's first.
  /// - Throws: `InterchangeError` when something cannot be written, and for Label Studio, which refuses them,
  ///   when there are no items or a text holds U+0000.
  @discardableResult
  public func write(_ items: [QueueItem], to destination: ExportDestination) throws(InterchangeError)
    -> [String]
  {
    switch destination {
    case .standardOutput:
      try encode(items) { bytes throws(InterchangeError) in
        try bytes.write(to: 1, path: "standard output")
      }
      return []
    case .file(let path):
      let file = try AtomicFile(path: path)
      try encode(items) { bytes throws(InterchangeError) in try file.write(bytes) }
      let page = try writePage(items, beside: path)
      try file.commit()
      return [path] + page
    }
  }

  /// Gives the bytes of the queue, piece by piece.
  ///
  /// - Throws: What `emit` throws, and for Label Studio as `write` does.
  public func encode(
    _ items: [QueueItem],
    emit: ([UInt8]) throws(InterchangeError) -> Void
  ) throws(InterchangeError) {
    let fields = QueueField.fields(includingRationale: includesRationale)
    switch format {
    case .jsonl:
      for item in items {
        var line = JSONText()
        line.append(fields.map { (name: $0.rawValue, value: $0.value(of: item)) })
        line.appendRaw("\n")
        try emit(line.bytes)
      }
    case .csv:
      var table = CSVText(fields: fields)
      try emit(table.drain())
      for item in items {
        table.append(item)
        try emit(table.drain())
      }
    case .labelStudio:
      if items.isEmpty { throw .nothingToExport }
      var tasks = LabelStudioTasks(includesRationale: includesRationale)
      try emit(Array(LabelStudioTasks.opening.utf8))
      for item in items { try emit(tasks.task(for: item)) }
      try emit(Array(LabelStudioTasks.closing.utf8))
    }
  }

  /// The labelling page for these items.
  public func page(for items: [QueueItem]) -> LabelStudioPage {
    LabelStudioPage(
      categories: items.lazy.map(\.instruction.category),
      showsRationale: includesRationale
    )
  }

  private func writePage(_ items: [QueueItem], beside path: String) throws(InterchangeError) -> [String] {
    guard format == .labelStudio else { return [] }
    let stem = path.hasSuffix(".json") ? String(path.dropLast(".json".count)) : path
    let file = try AtomicFile(path: stem + ".config.xml")
    try file.write(Array(page(for: items).xml.utf8))
    try file.commit()
    return [stem + ".config.xml"]
  }
}
