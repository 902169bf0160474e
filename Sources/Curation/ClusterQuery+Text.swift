extension ClusterQuery {
  /// The names of the terms, in the order in which they are listed.
  public static let termNames = [
    "state", "curator", "reason", "has", "source", "topic", "label", "text", "words", "size", "similarity",
    "confidence", "disagreement",
  ]

  /// The values that a term knows, for those that know theirs.
  public static func values(of term: String) -> [String] {
    switch term {
    case "state": State.allCases.map(\.rawValue)
    case "reason": Reason.allCases.map(\.rawValue)
    case "has": Feature.allCases.map(\.rawValue)
    default: []
    }
  }
}

extension ClusterQuery: CustomStringConvertible {
  /// The query as one would type it; reading it gives the same query.
  public var description: String { terms.map(\.description).joined(separator: " ") }
}

extension ClusterQuery.Term: CustomStringConvertible {
  /// The term as one would type it.
  public var description: String {
    (isNegated ? "-" : "") + condition.name + ":" + condition.values.map(Self.quoted).joined(separator: ",")
  }

  private static func quoted(_ value: String) -> String {
    let isPlain = !value.isEmpty && !value.contains { $0.isWhitespace || $0.holds("\"\\,") }
    guard !isPlain else { return value }
    var text = "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}

extension Character {
  /// Whether one of its scalars is among some: a letter may carry marks.
  fileprivate func holds(_ scalars: String) -> Bool {
    unicodeScalars.contains { scalars.unicodeScalars.contains($0) }
  }
}

extension ClusterQuery.Condition {
  /// What the term is called.
  public var name: String {
    switch self {
    case .state: "state"
    case .curator: "curator"
    case .reason: "reason"
    case .has: "has"
    case .source: "source"
    case .topic: "topic"
    case .label: "label"
    case .text: "text"
    case .words: "words"
    case .size: "size"
    case .similarity: "similarity"
    case .confidence: "confidence"
    case .disagreement: "disagreement"
    }
  }

  /// The alternatives, as one would type them without quotes.
  fileprivate var values: [String] {
    switch self {
    case .state(let states): states.map(\.rawValue)
    case .reason(let reasons): reasons.map(\.rawValue)
    case .has(let features): features.map(\.rawValue)
    case .words(let ranges), .size(let ranges): ranges.map(\.description)
    case .similarity(let ranges): ranges.map(\.description)
    case .confidence(let ranges), .disagreement(let ranges): ranges.map(\.description)
    case .curator(let texts), .source(let texts), .topic(let texts), .label(let texts), .text(let texts):
      texts
    }
  }
}

extension CountRange: CustomStringConvertible {
  /// The range as one would type it.
  public var description: String {
    switch (lower, upper) {
    case (let lower?, let upper?): lower == upper ? "\(lower)" : "\(lower)..\(upper)"
    case (let lower?, nil): ">=\(lower)"
    case (nil, let upper?): "<=\(upper)"
    case (nil, nil): ">=0"
    }
  }
}
