/// A line as it is drawn: a text, where it begins, and what the parts of it are.
public struct StyledLine: Hashable, Sendable {
  /// A part of a line that is something else than the rest.
  public struct Span: Hashable, Sendable {
    /// Columns of the line's text, counted from its first, the indentation not included.
    public let columns: Range<Int>
    /// What the part is.
    public let role: Role

    /// Makes a span.
    public init(columns: Range<Int>, role: Role) {
      self.columns = columns
      self.role = role
    }
  }

  /// What is shown, without line ends.
  public let text: DisplayText
  /// What it is where no span says otherwise.
  public let role: Role
  /// Blank columns before the text.
  public let indentation: Int
  /// In ascending order, apart from each other.
  public let spans: [Span]
  /// Whether the line moves sideways with an offset, because it is kept whole however wide it is.
  public let scrolls: Bool

  /// Makes a line; of spans that overlap the earlier one counts.
  public init(
    _ text: DisplayText,
    role: Role = .text,
    indentation: Int = 0,
    spans: [Span] = [],
    scrolls: Bool = false
  ) {
    self.text = text
    self.role = role
    self.indentation = max(0, indentation)
    self.scrolls = scrolls
    self.spans = spans.count < 2 ? spans : Self.disjoint(spans)
  }

  /// Columns that the whole line takes.
  public var width: Int { indentation + text.width }

  /// Whether a part of the line has a role, for a sign in the margin that does not depend on colours.
  public func contains(_ role: Role) -> Bool {
    self.role == role || spans.contains { $0.role == role }
  }

  private static func disjoint(_ spans: [Span]) -> [Span] {
    var kept: [Span] = []
    var end = Int.min
    for span in spans.sorted(by: { $0.columns.lowerBound < $1.columns.lowerBound }) {
      let start = max(end, span.columns.lowerBound)
      guard start < span.columns.upperBound else { continue }
      kept.append(Span(columns: start..<span.columns.upperBound, role: span.role))
      end = span.columns.upperBound
    }
    return kept
  }
}
