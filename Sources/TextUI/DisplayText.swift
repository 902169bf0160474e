/// Text that may be drawn: nothing in it can move, hide or restyle anything on a terminal.
///
/// It is the only type that a `Screen` draws. Text from outside becomes one by `init(untrusted:as:)`, which
/// replaces every scalar that a terminal would obey or not show by something visible; literals of our own code
/// become one by themselves.
///
///     let title: DisplayText = "\(3) of \(17)  \(untrusted: candidate.text)"
public struct DisplayText: Hashable, Sendable {
  /// What becomes of line ends.
  public enum Form: Sendable {
    /// One line: a line end shows as `↵`, and the text is cut after 4,096 scalars.
    case row
    /// Many lines, not cut.
    case body
  }

  /// A stretch of the bytes that stands for something removed.
  struct Substitute: Hashable, Sendable {
    var start: Int
    var end: Int
    /// Scalars replaced.
    var count: Int
  }

  /// UTF-8 of what is shown; of the controls only TAB and, in body text, LF.
  var bytes: [UInt8]
  /// In ascending order, apart from each other.
  var substitutes: [Substitute]

  init(bytes: [UInt8], substitutes: [Substitute]) {
    self.bytes = bytes
    self.substitutes = substitutes
  }

  /// Makes text from outside harmless.
  public init(untrusted text: String, as form: Form) {
    var text = text
    self = text.withUTF8 { Sanitizer.text(of: $0, as: form, for: Repertoire.current) }
  }

  /// Makes bytes from outside harmless; each one that is not UTF-8 shows as `<FF>`.
  public init(untrusted bytes: [UInt8], as form: Form) {
    self = bytes.withUnsafeBufferPointer { Sanitizer.text(of: $0, as: form, for: Repertoire.current) }
  }

  /// Whether there is nothing to draw.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Scalars from outside that are replaced in it; line ends do not count.
  public var substitutions: Int { substitutes.reduce(0) { $0 + $1.count } }

  /// Joins two texts.
  public static func + (left: DisplayText, right: DisplayText) -> DisplayText {
    var sum = left
    sum += right
    return sum
  }

  /// Appends a text.
  public static func += (left: inout DisplayText, right: DisplayText) {
    let offset = left.bytes.count
    left.bytes += right.bytes
    left.substitutes += right.substitutes.map {
      Substitute(start: $0.start + offset, end: $0.end + offset, count: $0.count)
    }
  }

  /// The part between two byte offsets that lie between cells.
  func slice(_ range: Range<Int>) -> DisplayText {
    guard range != 0..<bytes.count else { return self }
    var kept: [Substitute] = []
    if !substitutes.isEmpty {
      var index = substitutes.partitioningIndex { $0.end > range.lowerBound }
      while index < substitutes.count, substitutes[index].start < range.upperBound {
        let whole = substitutes[index]
        let beginsHere = whole.start >= range.lowerBound
        kept.append(
          Substitute(
            start: max(whole.start, range.lowerBound) - range.lowerBound,
            end: min(whole.end, range.upperBound) - range.lowerBound,
            count: beginsHere ? whole.count : 0
          )
        )
        index += 1
      }
    }
    return DisplayText(bytes: Array(bytes[range]), substitutes: kept)
  }
}
