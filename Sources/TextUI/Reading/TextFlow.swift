/// Texts one below the other in a column that scrolls: lines of our own, and prose from outside.
///
/// Like `Prose` it is laid out only as far as somebody looks.
///
///     var flow = TextFlow(columns: 60)
///     flow.append(prose: instruction)
///     flow.append("INPUT", role: .heading)
///     flow.append(prose: input)
///     flow.layOut(toLine: scroll + rows)
///     flow.draw(scroll: scroll, in: rect, on: &screen)
public struct TextFlow: Hashable, Sendable {
  private enum Part: Hashable, Sendable {
    case line(StyledLine)
    case prose(Prose)

    var lineCount: Int {
      switch self {
      case .line: 1
      case .prose(let prose): prose.lineCount
      }
    }

    var isComplete: Bool {
      switch self {
      case .line: true
      case .prose(let prose): prose.isComplete
      }
    }

    /// Changes the prose, if it is one, without a copy of its lines.
    mutating func withProse<Result>(_ body: (inout Prose) -> Result) -> Result? {
      guard case .prose(var prose) = self else { return nil }
      self = .line(StyledLine(""))
      defer { self = .prose(prose) }
      return body(&prose)
    }
  }

  /// The columns that prose is wrapped to.
  public let columns: Int
  /// How prose that is added from now on is laid out.
  public var form: Prose.Form
  private var parts: [Part] = []

  /// Begins a flow without lines.
  public init(columns: Int, form: Prose.Form = .scrollingCode) {
    self.columns = max(1, columns)
    self.form = form
  }

  /// Adds one line.
  public mutating func append(_ line: StyledLine) { parts.append(.line(line)) }

  /// Adds one line of our own.
  public mutating func append(_ text: DisplayText, role: Role = .text) {
    append(StyledLine(text, role: role))
  }

  /// Adds a text, laid out as `Prose`.
  public mutating func append(prose text: DisplayText, role: Role = .text, marks: [TextMark] = []) {
    parts.append(
      .prose(Prose(text, columns: columns, role: role, form: form, marks: marks, search: search))
    )
  }

  /// What is searched for in the prose.
  public var search: SearchText? {
    didSet {
      for index in parts.indices { parts[index].withProse { $0.search = search } }
    }
  }

  /// Lines known so far, up to the first text that is not laid out to its end.
  public var lineCount: Int { knownParts.reduce(0) { $0 + $1.lineCount } }

  /// Whether the number of lines is known.
  public var isComplete: Bool { parts.allSatisfy(\.isComplete) }

  /// Lays out until there are so many lines, or all.
  public mutating func layOut(toLine count: Int) {
    var first = 0
    for index in parts.indices where first < count {
      parts[index].withProse { $0.layOut(toLine: count - first) }
      guard parts[index].isComplete else { return }
      first += parts[index].lineCount
    }
  }

  /// The lines of a range as they are drawn; fewer where there are no more, or `layOut` has not come yet.
  public func lines(_ range: Range<Int>) -> [StyledLine] {
    var lines: [StyledLine] = []
    var first = 0
    for part in knownParts where first < range.upperBound {
      let wanted = range.clamped(to: first..<first + part.lineCount)
      switch part {
      case .line(let line) where !wanted.isEmpty: lines.append(line)
      case .line: break
      case .prose(let prose): lines += prose.lines(wanted.lowerBound - first..<wanted.upperBound - first)
      }
      first += part.lineCount
    }
    return lines
  }

  /// The parts whose first line is known.
  private var knownParts: ArraySlice<Part> {
    parts[..<(parts.firstIndex { !$0.isComplete }.map { $0 + 1 } ?? parts.count)]
  }
}

extension TextFlow {
  /// The first line at or after another that holds something searched for; lays out as far as needed.
  public mutating func firstMatch(fromLine line: Int) -> Int? {
    var first = 0
    for index in parts.indices {
      let match = parts[index].withProse { prose -> Int? in
        if let match = prose.firstMatch(fromLine: max(0, line - first)) { return first + match }
        // What comes next begins where this ends.
        prose.layOut(toLine: .max)
        return nil
      }
      if let match = match ?? nil { return match }
      first += parts[index].lineCount
    }
    return nil
  }

  /// The last line before another that holds something searched for.
  public mutating func lastMatch(beforeLine line: Int) -> Int? {
    layOut(toLine: line)
    var last: Int?
    var first = 0
    for index in parts.indices where first < line {
      if let match = parts[index].withProse({ $0.lastMatch(beforeLine: line - first) }) ?? nil {
        last = first + match
      }
      first += parts[index].lineCount
    }
    return last
  }
}
