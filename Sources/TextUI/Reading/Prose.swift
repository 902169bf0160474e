/// A text from outside, laid out for reading.
///
/// Paragraphs are wrapped at words, items of lists and quotes hang, code and tables keep their lines, and
/// headings and `**strong**` parts are set off. Every letter is shown, the marks of that structure too.
/// The layout goes only as far as somebody looks: the beginning is laid out at once, what follows on demand.
///
///     var prose = Prose(text, columns: 60)
///     prose.layOut(toLine: scroll + rows)
///     for line in prose.lines(scroll..<scroll + rows) { … }
public struct Prose: Sendable {
  /// What is kept of a text's structure.
  public enum Form: Hashable, Sendable {
    /// Code and tables keep their lines, which scroll sideways.
    case scrollingCode
    /// As the other, but code and tables are wrapped too.
    case wrappingCode
    /// Lines wrapped at words, and nothing else: no indentation of ours, no emphasis.
    case plain
  }

  /// Bytes that are laid out at once.
  static let readAhead = 16 * 1024

  /// The text.
  public let text: DisplayText
  /// The columns of a line.
  public var columns: Int { layout.columns }
  /// What the text is where nothing else is said.
  public let role: Role
  /// Parts that are something else, in ascending order and apart from each other.
  public let marks: [TextMark]
  /// What is searched for; found parts have the role `match`.
  public var search: SearchText?
  private var layout: ProseLayout

  /// Lays out the beginning of a text.
  ///
  /// - Parameters:
  ///   - text: The text, as body.
  ///   - columns: The columns of a line, at least 1.
  ///   - role: What the text is.
  ///   - form: What is kept of its structure.
  ///   - marks: Parts that are something else, in ascending order and apart from each other.
  ///   - search: What is searched for.
  public init(
    _ text: DisplayText,
    columns: Int,
    role: Role = .text,
    form: Form = .scrollingCode,
    marks: [TextMark] = [],
    search: SearchText? = nil
  ) {
    self.text = text
    self.role = role
    self.marks = marks
    self.search = search
    layout = ProseLayout(columns: columns, form: form, isEmpty: text.isEmpty)
    text.bytes.withUnsafeBufferPointer { layout.advance(in: $0, toLine: .max, orByte: Self.readAhead) }
  }

  /// Lines laid out so far.
  public var lineCount: Int { layout.lines.count }
  /// Whether the whole text is laid out.
  public var isComplete: Bool { layout.isComplete }

  /// Goes on until there are so many lines or the text ends.
  public mutating func layOut(toLine count: Int) {
    guard !isComplete, lineCount < count else { return }
    text.bytes.withUnsafeBufferPointer { layout.advance(in: $0, toLine: count) }
  }

  /// The lines of a range as they are drawn; fewer where the text ends, or where `layOut` has not come yet.
  public func lines(_ range: Range<Int>) -> [StyledLine] {
    let lines = layout.lines[range.clamped(to: 0..<lineCount)]
    guard let first = lines.first, let last = lines.last else { return [] }
    return text.bytes.withUnsafeBufferPointer { bytes in
      let shown = first.range.lowerBound..<last.range.upperBound
      var painter = RolePainter(
        strong: layout.strong.from(shown.lowerBound),
        marks: marks.from(shown.lowerBound),
        matches: search?.matches(in: bytes, touching: shown)[...] ?? []
      )
      return lines.map { line in
        let role = line.kind == .heading ? Role.heading : role
        return StyledLine(
          text.slice(line.range),
          role: role,
          indentation: line.indentation,
          spans: painter.spans(of: line.range, in: bytes),
          scrolls: line.kind == .whole
        )
      }
    }
  }
}

extension Prose: Hashable {
  /// Compares what is laid out and how; how far that has come does not count.
  public static func == (left: Prose, right: Prose) -> Bool {
    left.columns == right.columns && left.layout.form == right.layout.form && left.role == right.role
      && left.search == right.search && left.marks == right.marks && left.text == right.text
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(columns)
    hasher.combine(role)
  }
}

extension Prose {
  /// The first line at or after another that holds something searched for; lays the text out as far as needed.
  public mutating func firstMatch(fromLine line: Int) -> Int? {
    guard let search, line < .max else { return nil }
    layOut(toLine: line + 1)
    guard line < lineCount else { return nil }
    let start = layout.lines[max(0, line)].range.lowerBound
    guard let match = text.bytes.withUnsafeBufferPointer({ search.firstMatch(in: $0, endingAfter: start) })
    else {
      return nil
    }
    return max(line, self.line(showing: max(start, match.lowerBound)))
  }

  /// The last line before another that holds something searched for.
  public mutating func lastMatch(beforeLine line: Int) -> Int? {
    guard let search, line > 0 else { return nil }
    layOut(toLine: line)
    let end = line < lineCount ? layout.lines[line].range.lowerBound : text.bytes.count
    guard let match = text.bytes.withUnsafeBufferPointer({ search.lastMatch(in: $0, startingBefore: end) })
    else {
      return nil
    }
    return min(line - 1, self.line(showing: match.lowerBound))
  }

  /// The line that shows a byte, or that ends before it where it is left out at a break.
  private mutating func line(showing byte: Int) -> Int {
    text.bytes.withUnsafeBufferPointer { bytes in
      while !layout.isComplete, layout.offset <= byte {
        layout.advance(in: bytes, toLine: .max, orByte: byte + 1)
      }
    }
    return max(0, layout.lines.partitioningIndex { $0.range.lowerBound > byte } - 1)
  }
}
