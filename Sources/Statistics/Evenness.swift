import Foundation

/// How evenly things are shared out.
enum Evenness {
  /// The entropy of the shares as a part of the highest possible one: 1 where all counts are equal, 0 where one has all.
  ///
  /// E. C. Pielou, “The measurement of diversity in different types of biological collections”, J. Theoretical Biology
  /// 13 (1966).
  static func value(of counts: [Int]) -> Double {
    let total = Double(counts.reduce(0, +))
    guard counts.count > 1, total > 0 else { return 1 }
    let entropy = counts.reduce(0.0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / total
      return sum - share * log(share)
    }
    return entropy / log(Double(counts.count))
  }
}
