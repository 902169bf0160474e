/// What two texts share and what only one of them has, by words; East Asian text by characters.
///
/// White space is not compared. Words are compared by Myers' algorithm ("An O(ND) Difference Algorithm and Its
/// Variations", Algorithmica 1, 1986) as the standard library has it, whose time and memory grow with the square
/// of the differences. Beyond `wordLimit` words the sentences are compared first, and the words only between
/// those that are shared; what is still too much counts as different as a whole. Texts longer than `byteLimit`
/// are compared by lines. See `isCoarse`.
public struct WordDiff: Hashable, Sendable {
  /// A stretch of both texts, or of one; all of them together are the two texts.
  public struct Segment: Hashable, Sendable {
    /// Who has it.
    public enum Kind: Sendable { case same, onlyLeft, onlyRight }

    /// Who has it.
    public let kind: Kind
    /// Bytes of the left text as it is shown; empty where only the right one has it.
    public let left: Range<Int>
    /// Bytes of the right text as it is shown; empty where only the left one has it.
    public let right: Range<Int>
  }

  /// A side to look at.
  public enum Side: Sendable { case left, right }

  /// Words, of both texts together and without their common beginning and end, that are compared one by one.
  public static let wordLimit = 700

  /// Bytes, as shown, of a text that is compared by words.
  public static let byteLimit = 64 * 1024

  /// One text.
  public let left: DisplayText
  /// The other.
  public let right: DisplayText
  /// In the order of the texts.
  public let segments: [Segment]
  /// Whether parts were too different to be compared word by word.
  public let isCoarse: Bool

  /// Compares two texts.
  public init(_ left: DisplayText, _ right: DisplayText) {
    self.left = left
    self.right = right
    let byLines = max(left.bytes.count, right.bytes.count) > Self.byteLimit
    var vocabulary = WordTokens.Vocabulary()
    let leftTokens = WordTokens(left, byLines: byLines, vocabulary: &vocabulary)
    let rightTokens = WordTokens(right, byLines: byLines, vocabulary: &vocabulary)
    var comparison = TokenComparison(leftTokens, rightTokens)
    comparison.run()
    isCoarse = comparison.isCoarse || byLines
    segments = Self.segments(leftTokens, rightTokens, comparison)
  }

  /// Whether both texts have the same words in the same order.
  public var isSame: Bool { segments.allSatisfy { $0.kind == .same } }

  /// What only one side has, to be drawn in a role; without the white space at the ends.
  public func marks(on side: Side, role: Role) -> [TextMark] {
    let bytes = side == .left ? left.bytes : right.bytes
    return segments.compactMap { segment in
      guard segment.kind == (side == .left ? .onlyLeft : .onlyRight) else { return nil }
      let range = side == .left ? segment.left : segment.right
      var (start, end) = (range.lowerBound, range.upperBound)
      while start < end, Self.isWhite(bytes[end - 1]) { end -= 1 }
      while start < end, Self.isWhite(bytes[start]) { start += 1 }
      return start < end ? TextMark(range: start..<end, role: role) : nil
    }
  }

  private static func isWhite(_ byte: UInt8) -> Bool { Byte.isSpace(byte) || byte == Byte.lineEnd }

  /// Walks both texts along the tokens that they share.
  private static func segments(
    _ left: WordTokens,
    _ right: WordTokens,
    _ comparison: TokenComparison
  ) -> [Segment] {
    var segments: [Segment] = []
    var (l, r) = (0, 0)
    /// Takes tokens up to two others as one segment.
    func take(_ kind: Segment.Kind, toLeft nextLeft: Int, toRight nextRight: Int) {
      guard nextLeft > l || nextRight > r else { return }
      segments.append(
        Segment(kind: kind, left: left.bytes(of: l..<nextLeft), right: right.bytes(of: r..<nextRight))
      )
      (l, r) = (nextLeft, nextRight)
    }
    while l < left.count || r < right.count {
      var (nextLeft, nextRight) = (l, r)
      while nextLeft < left.count, comparison.isOnlyLeft[nextLeft] { nextLeft += 1 }
      take(.onlyLeft, toLeft: nextLeft, toRight: r)
      while nextRight < right.count, comparison.isOnlyRight[nextRight] { nextRight += 1 }
      take(.onlyRight, toLeft: l, toRight: nextRight)
      while nextLeft < left.count, nextRight < right.count, !comparison.isOnlyLeft[nextLeft],
        !comparison.isOnlyRight[nextRight]
      {
        nextLeft += 1
        nextRight += 1
      }
      take(.same, toLeft: nextLeft, toRight: nextRight)
    }
    return segments
  }
}
