/// What a queue can be written as.
public enum QueueFormat: String, CaseIterable, Sendable {
  /// One JSON object per line: the faithful one, and the default.
  case jsonl
  /// Comma-separated values for spreadsheets (RFC 4180), formulas disarmed.
  case csv
  /// Tasks for Label Studio, a JSON array, with a labelling page beside it.
  case labelStudio = "label-studio"
}

extension QueueFormat {
  /// Whether the ranker's rationale is written unless the curator says otherwise.
  ///
  /// Annotators see what Label Studio shows, and the opinion of a model steers what they write.
  public var includesRationaleByDefault: Bool { self != .labelStudio }

  /// The usual end of a file's name, without the dot.
  public var fileExtension: String {
    switch self {
    case .jsonl: "jsonl"
    case .csv: "csv"
    case .labelStudio: "json"
    }
  }
}
