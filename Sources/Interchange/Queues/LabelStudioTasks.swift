internal import Curation

/// The queue as tasks for Label Studio (measured with 1.23.2): a JSON array, a task on each line.
///
/// The `data` of a task hold what the labelling page shows and what is worth a column; `meta` holds everything,
/// and annotators do not see it. There are no predictions: one would fill in an answer that nobody wrote.
struct LabelStudioTasks {
  /// The fields that become columns of Label Studio's table, beside `rationale` and `provenance`.
  private static let dataFields: [QueueField] = [
    .itemID, .instruction, .input, .source, .category, .cluster, .clusterLabel,
  ]

  private let includesRationale: Bool
  private var isFirst = true

  /// Makes the tasks, with or without the ranker's opinion.
  init(includesRationale: Bool) { self.includesRationale = includesRationale }

  /// What stands before all tasks.
  static let opening = "["

  /// What stands after all tasks.
  static let closing = "\n]\n"

  /// The text of the next task, with the separator from the one before.
  ///
  /// - Throws: `InterchangeError.nulInExport`.
  mutating func task(for item: QueueItem) throws(InterchangeError) -> [UInt8] {
    let meta = QueueField.fields(includingRationale: includesRationale).map { field in
      (name: field.rawValue, value: field.value(of: item))
    }
    for case (let name, .text(let text)) in meta where text.utf8.contains(0) {
      throw .nulInExport(id: item.instruction.id, field: name)
    }
    var data = Self.dataFields.map { (name: $0.rawValue, value: $0.value(of: item)) }
    if includesRationale {
      data.append((LabelStudioPage.rationaleKey, .text(item.rationale)))
      data.append((LabelStudioPage.provenanceKey, .text(provenance(of: item))))
    }
    var json = JSONText()
    json.appendRaw(isFirst ? "\n" : ",\n")
    isFirst = false
    json.appendRaw("{\"data\": ")
    json.append(data)
    json.appendRaw(", \"meta\": ")
    json.append(meta)
    json.appendRaw("}")
    return json.bytes
  }

  /// How the item came to be picked, in a line.
  private func provenance(of item: QueueItem) -> String {
    let rank = item.rank.map { "rank \($0) of \(item.candidates)" } ?? "no ranking"
    let verb = item.decision == .accept ? "accepted" : "chosen against the ranking"
    return "cluster \(item.cluster) (\(item.candidates)), \(rank), \(verb) by \(item.curator)"
  }
}
