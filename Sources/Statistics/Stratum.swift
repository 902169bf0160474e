/// A part of the judgements that have something in common, and the share among them.
public struct Stratum<Key: Hashable & Comparable & Sendable>: Equatable, Sendable {
  /// What they have in common.
  public let key: Key
  /// The share among them.
  public let proportion: Proportion
}

/// A quarter of some texts by their length.
///
/// The bounds are the quartiles (see `Quartiles`), each of which belongs to the quarter below it, so texts of
/// equal length are never parted and quarters can differ in size.
public struct LengthQuarter: Hashable, Sendable {
  /// Which quarter, from 1 for the shortest texts to 4.
  public let number: Int
  /// The shortest and the longest length in it, in words.
  public let words: ClosedRange<Int>

  /// Divides lengths, leaving out quarters that stay empty.
  static func divide(_ lengths: [Int]) -> [LengthQuarter] {
    guard let quartiles = Quartiles(of: lengths.map(Double.init)) else { return [] }
    let bounds = [quartiles.lower, quartiles.median, quartiles.upper]
    let numbered = Dictionary(grouping: lengths) { length in
      1 + (bounds.firstIndex { Double(length) <= $0 } ?? bounds.count)
    }
    return numbered.sorted { $0.key < $1.key }.compactMap { number, lengths in
      guard let shortest = lengths.min(), let longest = lengths.max() else { return nil }
      return LengthQuarter(number: number, words: shortest...longest)
    }
  }
}

extension LengthQuarter: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
