/// How far two raters agree beyond what their habits alone would give.
///
/// J. Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20
/// (1960): κ = (p₀ − pₑ) / (1 − pₑ), with pₑ from each rater's own shares of the categories.
public struct CohenKappa: Equatable, Sendable {
  /// How many units both raters have judged.
  public let units: Int
  /// How many of them got the same category from both.
  public let agreements: Int
  /// κ, from −1 to 1; nil without units, and where both raters put all of them into one category.
  public let value: Double?

  /// Compares pairs of categories, the first rater's first.
  init<Category: Hashable>(_ pairs: some Sequence<(Category, Category)>) {
    var (units, agreements) = (0, 0)
    var counts: [Category: (first: Int, second: Int)] = [:]
    for (first, second) in pairs {
      units += 1
      if first == second { agreements += 1 }
      counts[first, default: (0, 0)].first += 1
      counts[second, default: (0, 0)].second += 1
    }
    // All in whole numbers, times units², so that the undefined case is met exactly.
    let expected = counts.values.reduce(0) { $0 + $1.first * $1.second }
    let room = units * units - expected
    self.units = units
    self.agreements = agreements
    value = room == 0 ? nil : Double(units * agreements - expected) / Double(room)
  }
}
