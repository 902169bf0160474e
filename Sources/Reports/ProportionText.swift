import Statistics

/// How a share is written on the page.
enum ProportionText {
  /// The rate over its interval, or that there is not enough data.
  static func estimate(_ proportion: Proportion) -> HTML {
    let count: HTML =
      "\(NumberText.count(proportion.successes)) of \(NumberText.count(proportion.trials))"
    switch proportion.estimate {
    case .notEnoughData:
      return "<span class=\"none\">not enough data</span><small>\(count)</small>"
    case .measured(let rate, let interval):
      return """
        \(NumberText.percentage(rate))<small>95 % interval \(NumberText.percentage(interval.lowerBound)) to \
        \(NumberText.percentage(interval.upperBound)), \(count)</small>
        """
    }
  }

  /// The columns that `cells` fills.
  static let columns = ["agreed", "of", "rate", "95 % from", "to"]

  /// The same as cells of a table.
  static func cells(_ proportion: Proportion) -> [HTML] {
    let counts = [NumberText.count(proportion.successes), NumberText.count(proportion.trials)]
    switch proportion.estimate {
    case .notEnoughData:
      return counts + ["<span class=\"none\">not enough data</span>", "", ""]
    case .measured(let rate, let interval):
      return counts + [rate, interval.lowerBound, interval.upperBound].map { NumberText.percentage($0) }
    }
  }
}
