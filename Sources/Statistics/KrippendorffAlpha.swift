/// How far any number of raters agree beyond chance, where not everybody has judged everything.
///
/// K. Krippendorff, “Computing Krippendorff's alpha-reliability”, 2011, with the nominal metric:
/// α = 1 − Dₒ/Dₑ, the observed over the expected disagreement among pairable values. Units that only one
/// rater has judged hold no pair and are left out.
public struct KrippendorffAlpha: Equatable, Sendable {
  /// How many units at least two raters have judged.
  public let units: Int
  /// How many categories were given to them in all.
  public let values: Int
  /// α, at most 1; nil without such units, and where all values are of one category.
  public let value: Double?

  /// Compares the categories that each unit was given.
  init<Category: Hashable>(_ ratings: some Sequence<[Category]>) {
    var (units, values) = (0, 0)
    var totals: [Category: Int] = [:]
    var observed = 0.0
    for unit in ratings where unit.count > 1 {
      units += 1
      values += unit.count
      let counts = Dictionary(unit.map { ($0, 1) }, uniquingKeysWith: +)
      let disagreeing = unit.count * unit.count - counts.values.reduce(0) { $0 + $1 * $1 }
      observed += Double(disagreeing) / Double(unit.count - 1)
      totals.merge(counts, uniquingKeysWith: +)
    }
    let expected = values * values - totals.values.reduce(0) { $0 + $1 * $1 }
    self.units = units
    self.values = values
    value = expected == 0 ? nil : 1 - observed * Double(values - 1) / Double(expected)
  }
}
