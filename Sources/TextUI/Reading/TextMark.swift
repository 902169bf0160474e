/// A stretch of a text that is something else than the rest: a difference, a find.
public struct TextMark: Hashable, Sendable {
  /// Bytes of the text as it is shown; both ends lie between cells.
  public let range: Range<Int>
  /// What the stretch is.
  public let role: Role

  /// Makes a mark.
  public init(range: Range<Int>, role: Role) {
    self.range = range
    self.role = role
  }
}
