/// What is wrong with a query.
public enum ClusterQueryError: Error, Equatable, Sendable {
  /// No term has this name.
  case unknownTerm(String)
  /// The term knows other values.
  case unknownValue(String, term: String)
  /// The term asks for a number.
  case notACount(String, term: String)
  /// The term asks for shares above, below or between others.
  case notAShareRange(String, term: String)
  /// The term asks for a share from 0 to 1.
  case notAShare(String, term: String)
  /// The term has no value, or an empty one.
  case missingValue(term: String)
  /// A quote is opened and not closed.
  case openQuote
  /// Something stands behind a closing quote, where only a comma or a space may.
  case afterQuote(String)
}

extension ClusterQueryError {
  /// What is wrong and what is known.
  public var summary: String {
    switch self {
    case .unknownTerm(let name):
      "'\(name)' is no term; known are \(ClusterQuery.termNames.joined(separator: ", "))."
    case .unknownValue(let value, let term):
      "'\(value)' is no \(term); known are \(ClusterQuery.values(of: term).joined(separator: ", "))."
    case .notACount(let value, let term):
      "'\(value)' is no number of \(term == "size" ? "candidates" : "words"); write 40, >40, <=40 or 10..40."
    case .notAShareRange(let value, let term):
      "'\(value)' is no range of \(term); write >0.9, >=0.9, <0.9 or 0.8..0.9."
    case .notAShare(let value, let term):
      "'\(value)' is no \(term); write 2/3, <2/3, >=0.6 or 0.2..0.6."
    case .missingValue(let term):
      ClusterQuery.values(of: term).isEmpty
        ? "'\(term)' needs a value, such as \(term):\(Self.example(of: term))."
        : "'\(term)' needs a value; known are \(ClusterQuery.values(of: term).joined(separator: ", "))."
    case .openQuote: "A quote is open; close it with \"."
    case .afterQuote(let text): "'\(text)' follows a closing quote; put a space or a comma between."
    }
  }

  private static func example(of term: String) -> String {
    switch term {
    case "words", "size": ">40"
    case "similarity": ">0.9"
    case "confidence": "<2/3"
    case "disagreement": ">0.3"
    case "curator": "ada"
    default: "\"two words\""
    }
  }
}

extension ClusterQuery {
  /// Reads a query; a blank text is the query that everything fits.
  public init(parsing text: String) throws(ClusterQueryError) {
    var reader = QueryReader(text)
    var terms: [Term] = []
    while let raw = try reader.next() {
      terms.append(Term(try Condition(raw), isNegated: raw.isNegated))
    }
    self.init(terms: terms)
  }
}

extension ClusterQuery.Condition {
  fileprivate init(_ raw: QueryReader.RawTerm) throws(ClusterQueryError) {
    let name = raw.name
    guard ClusterQuery.termNames.contains(name) else { throw .unknownTerm(name) }
    guard !raw.values.isEmpty, !raw.values.contains("") else { throw .missingValue(term: name) }
    switch name {
    case "state": self = .state(try Self.words(raw))
    case "reason": self = .reason(try Self.words(raw))
    case "has": self = .has(try Self.words(raw))
    case "curator": self = .curator(raw.values)
    case "source": self = .source(raw.values)
    case "topic": self = .topic(raw.values)
    case "label": self = .label(raw.values)
    case "words": self = .words(try Self.ranges(raw))
    case "size": self = .size(try Self.ranges(raw))
    case "similarity": self = .similarity(try Self.shareRanges(raw))
    case "confidence": self = .confidence(try Self.shares(raw))
    case "disagreement": self = .disagreement(try Self.shares(raw))
    default: self = .text(raw.values)
    }
  }

  private static func words<Word: RawRepresentable<String>>(
    _ raw: QueryReader.RawTerm
  ) throws(ClusterQueryError) -> [Word] {
    var words: [Word] = []
    for value in raw.values {
      guard let word = Word(rawValue: value.lowercased()) else {
        throw .unknownValue(value, term: raw.name)
      }
      words.append(word)
    }
    return words
  }

  private static func ranges(_ raw: QueryReader.RawTerm) throws(ClusterQueryError) -> [CountRange] {
    var ranges: [CountRange] = []
    for value in raw.values {
      guard let range = CountRange(parsing: value) else { throw .notACount(value, term: raw.name) }
      ranges.append(range)
    }
    return ranges
  }

  /// Shares of which single ones make no sense, since hardly two are the same.
  private static func shareRanges(_ raw: QueryReader.RawTerm) throws(ClusterQueryError) -> [ShareRange] {
    var ranges: [ShareRange] = []
    for value in raw.values {
      guard let range = ShareRange(parsing: value), range.lower != range.upper else {
        throw .notAShareRange(value, term: raw.name)
      }
      ranges.append(range)
    }
    return ranges
  }

  private static func shares(_ raw: QueryReader.RawTerm) throws(ClusterQueryError) -> [ShareRange] {
    var ranges: [ShareRange] = []
    for value in raw.values {
      guard let range = ShareRange(parsing: value) else { throw .notAShare(value, term: raw.name) }
      ranges.append(range)
    }
    return ranges
  }
}

extension CountRange {
  /// Reads `40`, `>40`, `>=40`, `<40`, `<=40` or `10..40`; nil for anything else.
  public init?(parsing text: String) {
    func count(_ digits: some StringProtocol) -> Int? {
      guard !digits.isEmpty, digits.count <= 9, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
        return nil
      }
      return Int(digits)
    }
    if let single = count(text) {
      self.init(from: single, through: single)
    } else if text.hasPrefix(">="), let lower = count(text.dropFirst(2)) {
      self.init(from: lower)
    } else if text.hasPrefix("<="), let upper = count(text.dropFirst(2)) {
      self.init(through: upper)
    } else if text.hasPrefix(">"), let lower = count(text.dropFirst()) {
      self.init(from: lower + 1)
    } else if text.hasPrefix("<"), let upper = count(text.dropFirst()) {
      self.init(through: upper - 1)
    } else {
      let ends = text.split(separator: "..", omittingEmptySubsequences: false)
      guard ends.count == 2, let lower = count(ends[0]), let upper = count(ends[1]), lower <= upper else {
        return nil
      }
      self.init(from: lower, through: upper)
    }
  }
}

/// Splits a query into terms; what the names and values mean is not its business.
///
/// It goes by scalars, so that a quote with a mark on it is still a quote.
struct QueryReader {
  struct RawTerm: Equatable {
    var isNegated = false
    var name = "text"
    var values: [String] = []
  }

  private var rest: Substring.UnicodeScalarView

  init(_ text: String) { rest = Substring(text).unicodeScalars }

  /// The next term, or nil at the end.
  mutating func next() throws(ClusterQueryError) -> RawTerm? {
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    var term = RawTerm()
    if rest.first == "-" {
      term.isNegated = true
      rest.removeFirst()
    }
    let word = rest.prefix { !$0.properties.isWhitespace && $0 != ":" && $0 != "\"" && $0 != "," }
    if word.endIndex < rest.endIndex, rest[word.endIndex] == ":" {
      term.name = String(Substring(word)).lowercased()
      rest = rest[rest.index(after: word.endIndex)...]
    }
    term.values.append(try value())
    while rest.first == "," {
      rest.removeFirst()
      term.values.append(try value())
    }
    return term
  }

  private mutating func value() throws(ClusterQueryError) -> String {
    guard rest.first == "\"" else {
      let plain = rest.prefix { !$0.properties.isWhitespace && $0 != "," }
      rest = rest[plain.endIndex...]
      return String(Substring(plain))
    }
    rest.removeFirst()
    var value = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        guard rest.first.map({ $0.properties.isWhitespace || $0 == "," }) ?? true else {
          throw .afterQuote(String(Substring(rest.prefix { !$0.properties.isWhitespace })))
        }
        return String(value)
      case "\\":
        guard let escaped = rest.popFirst() else { throw .openQuote }
        value.append(escaped)
      default:
        value.append(scalar)
      }
    }
    throw .openQuote
  }
}
