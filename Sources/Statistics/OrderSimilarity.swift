/// How alike two orders of the same items are.
enum OrderSimilarity {
  /// Kendall's τ: 1 for the same order, −1 for the reverse, 0 by chance; nil for fewer than two items.
  ///
  /// M. G. Kendall, “A new measure of rank correlation”, Biometrika 30 (1938).
  static func kendallTau<Item: Hashable>(_ first: [Item], _ second: [Item]) -> Double? {
    guard first.count > 1 else { return nil }
    let places = Dictionary(zip(second, second.indices)) { place, _ in place }
    let numbers = first.compactMap { places[$0] }
    var discordant = 0
    for (index, number) in numbers.enumerated() {
      discordant += numbers[(index + 1)...].count { $0 < number }
    }
    let pairs = numbers.count * (numbers.count - 1) / 2
    return pairs == 0 ? nil : 1 - 2 * Double(discordant) / Double(pairs)
  }

  /// The weight of each further place in rank-biased overlap: the first three places have nearly half of it all.
  static let persistence = 0.9

  /// Rank-biased overlap, extrapolated: 1 for the same order; the first places count most.
  ///
  /// W. Webber, A. Moffat, J. Zobel, “A similarity measure for indefinite rankings”, ACM TOIS 28 (2010),
  /// equation 32 for two lists of the same length.
  static func rankBiasedOverlap<Item: Hashable>(_ first: [Item], _ second: [Item]) -> Double {
    var (seenFirst, seenSecond) = (Set<Item>(), Set<Item>())
    var common = 0
    return extrapolated(
      zip(first, second).map { left, right in
        if left == right {
          common += 1
        } else {
          common += (seenSecond.contains(left) ? 1 : 0) + (seenFirst.contains(right) ? 1 : 0)
        }
        seenFirst.insert(left)
        seenSecond.insert(right)
        return Double(common)
      }
    )
  }

  /// What rank-biased overlap is on average between random orders of so many items: of the first d of each, d²/n
  /// are in common.
  static func rankBiasedOverlapByChance(count: Int) -> Double {
    guard count > 0 else { return 0 }
    return extrapolated((1...count).map { Double($0 * $0) / Double(count) })
  }

  /// Weighs what the first 1, 2, … places have in common.
  private static func extrapolated(_ common: [Double]) -> Double {
    guard let last = common.last else { return 0 }
    var weight = 1.0
    var sum = 0.0
    for (index, common) in common.enumerated() {
      weight *= persistence
      sum += common / Double(index + 1) * weight
    }
    return last / Double(common.count) * weight + (1 - persistence) / persistence * sum
  }
}
