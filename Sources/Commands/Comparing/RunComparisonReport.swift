import Curation
import ProjectStore
import Statistics
import TextUI

/// How far two runs agree, as text and as JSON.
struct RunComparisonReport {
  private let first: RankingRun
  private let second: RankingRun
  private let picks: Int
  private let comparison: RunComparison
  private let floor: NoiseFloor?

  /// Compares two runs of a project; without a named repeat one is looked for.
  init(first: Int, second: Int, floor: Int?, in project: Project) throws {
    self.first = try project.run(numbered: first)
    self.second = try project.run(numbered: second)
    picks = try project.currentDivision.picks
    comparison = RunComparison(
      try project.orders(inRun: first),
      try project.orders(inRun: second),
      picks: picks
    )
    self.floor =
      if let floor {
        try NoiseFloor.of(
          self.first,
          repeatedIn: project.run(numbered: floor),
          picks: picks,
          in: project
        )
      } else {
        try NoiseFloor.found(for: [self.first, self.second], picks: picks, in: project)
      }
  }

  /// The lines for a person.
  var lines: [DisplayText] {
    var lines: [DisplayText] = [
      "run \(first.id)  \(untrusted: first.setup.origin.title)",
      "run \(second.id)  \(untrusted: second.setup.origin.title)",
      "\(comparison.clusters) clusters ranked by both, \(picks) to pick in each", "",
    ]
    var table = TextTable([
      ("", .left), ("value", .right), ("95 %", .left), ("by chance", .right), ("noise floor", .right),
      ("", .left),
    ])
    let measures = Self.measures(comparison)
    let floors = floor.map { Self.measures($0.comparison) }
    for (index, measure) in measures.enumerated() {
      let floor = floors?[index]
      var cells: [DisplayText] = [
        "\(untrusted: measure.title)", Self.number(measure.value), Self.range(measure.interval),
        Self.number(measure.chance), Self.number(floor?.value),
      ]
      if let value = measure.value, let floor, let least = floor.least {
        cells.append(value >= least ? "no less than the noise floor" : "a difference")
      }
      table.add(cells)
    }
    lines += table.lines
    lines.append("")
    if let floor {
      lines.append("noise floor: \(untrusted: floor.source), \(floor.comparison.clusters) clusters")
    } else {
      lines.append("no noise floor: rank with another --seed and --aside to see what a repeat gives")
    }
    return lines
  }

  /// One measure of agreement.
  private struct Measure {
    var title: String
    var value: Double?
    var interval: ClosedRange<Double>?
    var chance: Double?

    /// The least value that counts as that of a repeat: the lower end of its interval.
    var least: Double? { interval?.lowerBound ?? value }
  }

  private static func measures(_ comparison: RunComparison) -> [Measure] {
    let first = comparison.sameFirst
    var rate: (value: Double?, interval: ClosedRange<Double>?) = (nil, nil)
    if case .measured(let value, let interval) = first.estimate { rate = (value, interval) }
    func measure(_ title: String, _ mean: MeanMeasure) -> Measure {
      Measure(title: title, value: mean.value, interval: mean.interval, chance: mean.chance)
    }
    return [
      Measure(
        title: "same first place (\(first.successes) of \(first.trials))",
        value: rate.value,
        interval: rate.interval,
        chance: comparison.sameFirstByChance
      ),
      measure("Kendall's tau", comparison.kendallTau),
      measure("rank-biased overlap", comparison.rankBiasedOverlap),
      measure("picks in common", comparison.pickOverlap),
    ]
  }

  private static func number(_ value: Double?) -> DisplayText { value.map { "\($0, decimals: 3)" } ?? "-" }

  private static func range(_ interval: ClosedRange<Double>?) -> DisplayText {
    interval.map { "\($0.lowerBound, decimals: 3) to \($0.upperBound, decimals: 3)" } ?? "-"
  }
}

extension RunComparisonReport {
  /// The values for a program, with all digits.
  var json: JSON {
    JSON(
      runs: [first.id, second.id],
      picks: picks,
      agreement: Agreement(comparison),
      noiseFloor: floor.map { Floor(source: $0.source, agreement: Agreement($0.comparison)) }
    )
  }

  struct JSON: Encodable {
    var runs: [Int]
    var picks: Int
    var agreement: Agreement
    var noiseFloor: Floor?
  }

  struct Floor: Encodable {
    var source: String
    var agreement: Agreement
  }

  struct Agreement: Encodable {
    var clusters: Int
    var sameFirst: ShareJSON
    var kendallTau: MeanJSON
    var rankBiasedOverlap: MeanJSON
    var pickOverlap: MeanJSON

    init(_ comparison: RunComparison) {
      clusters = comparison.clusters
      sameFirst = ShareJSON(comparison.sameFirst, chance: comparison.sameFirstByChance)
      kendallTau = MeanJSON(comparison.kendallTau)
      rankBiasedOverlap = MeanJSON(comparison.rankBiasedOverlap)
      pickOverlap = MeanJSON(comparison.pickOverlap)
    }
  }
}

/// A share with its interval; both are absent below 30 trials.
struct ShareJSON: Encodable {
  var successes: Int
  var trials: Int
  var rate: Double?
  var lower: Double?
  var upper: Double?
  var chance: Double?

  init(_ proportion: Proportion, chance: Double?) {
    successes = proportion.successes
    trials = proportion.trials
    self.chance = chance
    guard case .measured(let rate, let interval) = proportion.estimate else { return }
    self.rate = rate
    lower = interval.lowerBound
    upper = interval.upperBound
  }
}

/// A mean over clusters with its interval, which is absent below 30 clusters.
struct MeanJSON: Encodable {
  var count: Int
  var value: Double?
  var lower: Double?
  var upper: Double?
  var chance: Double?

  init(_ mean: MeanMeasure) {
    count = mean.count
    value = mean.value
    lower = mean.interval?.lowerBound
    upper = mean.interval?.upperBound
    chance = mean.chance
  }
}
