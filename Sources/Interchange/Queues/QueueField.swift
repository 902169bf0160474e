internal import Curation
internal import Foundation

/// A value of an exported field.
///
/// Every field has one type, and none is ever null.
enum QueueValue: Equatable {
  case text(String)
  case integer(Int)
}

/// The fields of an exported item, in the order in which they are written.
///
/// The raw values are the keys. They avoid the names that annotation tools use themselves, such as `id`.
enum QueueField: String, CaseIterable {
  case itemID = "item_id"
  case instruction
  case input
  case source
  case category
  case topic
  case subtopic
  case cluster
  case clusterLabel = "cluster_label"
  case clusterSize = "cluster_size"
  case rank
  case candidates
  case rationale
  case decision
  case reason
  case remark
  case curator
  case decidedAt = "decided_at"
  case model
  case position
}

extension QueueField {
  /// The value for an item.
  ///
  /// Text that is absent is empty. Without a ranking, `rank` and `candidates`, the number of those ranked, are 0.
  func value(of item: QueueItem) -> QueueValue {
    switch self {
    case .itemID: .text(item.instruction.id.rawValue)
    case .instruction: .text(item.instruction.text)
    case .input: .text(item.instruction.input)
    case .source: .text(item.instruction.source)
    case .category: .text(item.instruction.category)
    case .topic: .text(item.topic?.topic.label ?? "")
    case .subtopic: .text(item.topic?.subtopic.label ?? "")
    case .cluster: .text(String(item.cluster))
    case .clusterLabel: .text(item.clusterLabel)
    case .clusterSize: .integer(item.candidates)
    case .rank: .integer(item.rank ?? 0)
    case .candidates: .integer(item.rank == nil ? 0 : item.candidates)
    case .rationale: .text(item.rationale)
    case .decision: .text(item.decision.rawValue)
    case .reason: .text(item.reason?.rawValue ?? "")
    case .remark: .text(item.remark)
    case .curator: .text(item.curator)
    case .decidedAt: .text(item.decidedAt.formatted(.iso8601WithMilliseconds))
    case .model: .text(item.model)
    case .position: .integer(item.position)
    }
  }

  /// The fields to write, with or without the ranker's rationale.
  static func fields(includingRationale: Bool) -> [QueueField] {
    allCases.filter { includingRationale || $0 != .rationale }
  }
}

extension FormatStyle where Self == Date.ISO8601FormatStyle {
  /// RFC 3339 in UTC, such as `2026-11-22T09:41:00.000Z`.
  fileprivate static var iso8601WithMilliseconds: Self { .init(includingFractionalSeconds: true) }
}
