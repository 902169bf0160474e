import Curation
import ProjectStore
import Statistics
import TextUI

/// What a run is like beyond its counts: whether it favours places or lengths, and what its decisions cost.
struct RunDetail: Encodable {
  /// How often the first choice stood at a place among the candidates shown.
  struct Position: Encodable {
    var position: Int
    var share: ShareJSON
  }

  struct Length: Encodable {
    /// Spearman's correlation of length and a good place, from −1 to 1.
    var correlation: MeanJSON
    var isWorthAWarning: Bool
    /// In characters.
    var medianOfPicks: Double?
    var medianOfPool: Double?
  }

  struct Cost: Encodable {
    /// What people decided about these clusters, whichever run they saw.
    var decisions: Int
    var tokensPerRanking: Double?
    var tokensPerDecision: Double?
    var requestsPerDecision: Double?
  }

  var run: RunReport
  /// The passes that gave an order; a heuristic is shown nothing.
  var passes: Int
  var positions: [Position]
  /// How far a place's share is from the expected one at most, from 0 to 1.
  var largestDeviation: Double?
  var length: Length
  var cost: Cost

  /// Reads it from a project.
  init(_ run: RankingRun, isReviewed: Bool, in project: Project) throws {
    self.run = try RunReport(run, isReviewed: isReviewed, in: project)
    let bias = PositionBias(try Self.passes(of: run, in: project))
    passes = bias.passes
    largestDeviation = bias.largestDeviation
    positions = bias.positions.map {
      Position(position: $0.position, share: ShareJSON($0.share, chance: $0.expected))
    }
    length = try Self.length(of: run, in: project)
    cost = try Self.cost(of: self.run, in: project)
  }

  private static func passes(
    of run: RankingRun,
    in project: Project
  ) throws -> [(shown: [Int], order: [Int])] {
    guard case .model = run.setup.origin else { return [] }
    var passes: [(shown: [Int], order: [Int])] = []
    try project.forEachPass(ofRun: run.id) { passes.append(($0.shown, $0.order)) }
    return passes
  }

  private static func length(of run: RankingRun, in project: Project) throws -> Length {
    var lengths: [Int] = []
    try project.forEachInstruction { lengths.append($0.length) }
    let orders = try project.orders(inRun: run.id).sorted { $0.key < $1.key }.map(\.value)
    let bias = LengthBias(orders, picks: try project.currentDivision.picks, lengths: lengths)
    return Length(
      correlation: MeanJSON(bias.correlation),
      isWorthAWarning: bias.isWorthAWarning,
      medianOfPicks: bias.medianOfPicks,
      medianOfPool: bias.medianOfPool
    )
  }

  private static func cost(of run: RunReport, in project: Project) throws -> Cost {
    var decided: Set<Int> = []
    try project.forEachJudgement(longestPause: Pace.longestPause) { record in
      let judgement = Judgement(record)
      if judgement.verdict != .skip { decided.insert(judgement.cluster) }
    }
    let tokens = run.promptTokens + run.completionTokens
    func share(_ amount: Int, of count: Int) -> Double? {
      amount > 0 && count > 0 ? Double(amount) / Double(count) : nil
    }
    return Cost(
      decisions: decided.count,
      tokensPerRanking: share(tokens, of: run.ranked),
      tokensPerDecision: share(tokens, of: decided.count),
      requestsPerDecision: tokens > 0 ? share(run.requests, of: decided.count) : nil
    )
  }
}

extension RunDetail {
  /// The lines for a person.
  var lines: [DisplayText] {
    var lines: [DisplayText] = ["run \(run.run)  \(untrusted: run.ranker)"]
    for (name, value) in run.options.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(untrusted: name) \(untrusted: value)")
    }
    lines.append(
      "  \(run.ranked) ranked, \(run.failed.values.reduce(0, +)) failed, \(run.unasked) not asked; \(run.requests) requests, \(run.promptTokens) tokens in, \(run.completionTokens) tokens out"
    )
    return lines + ["", "LENGTH"] + lengthLines + ["", "COST"] + costLines + [
      "", "PLACE AMONG THE CANDIDATES SHOWN",
    ]
      + positionLines
  }

  private var lengthLines: [DisplayText] {
    guard let correlation = length.correlation.value else { return ["  no clusters to tell from"] }
    var line: DisplayText = "  Spearman's correlation of length and a good place: \(correlation, decimals: 2)"
    if let lower = length.correlation.lower, let upper = length.correlation.upper {
      line += " (95 %: \(lower, decimals: 2) to \(upper, decimals: 2))"
    }
    if length.isWorthAWarning {
      line += correlation > 0 ? "  ! it prefers long texts" : "  ! it prefers short texts"
    }
    let medians = [length.medianOfPicks, length.medianOfPool].map {
      $0.map { "\($0, decimals: 0)" as DisplayText } ?? "-"
    }
    return [line, "  median length of its picks " + medians[0] + " characters, of the pool " + medians[1]]
  }

  private var costLines: [DisplayText] {
    guard let ranking = cost.tokensPerRanking else { return ["  it asked no model"] }
    var lines: [DisplayText] = ["  \(ranking, decimals: 0) tokens for each ranked cluster"]
    if let decision = cost.tokensPerDecision, let requests = cost.requestsPerDecision {
      lines.append(
        "  \(decision, decimals: 0) tokens and \(requests, decimals: 1) requests for each of \(cost.decisions) decisions"
      )
    } else {
      lines.append("  nothing is decided yet")
    }
    return lines
  }

  private var positionLines: [DisplayText] {
    guard passes > 0 else { return ["  nothing was shown to a heuristic"] }
    var table = TextTable([
      ("  place", .right), ("first", .right), ("share", .right), ("95 %", .left), ("expected", .right),
    ])
    for position in positions {
      let share = position.share
      let interval: DisplayText =
        if let lower = share.lower, let upper = share.upper {
          "\(lower * 100, decimals: 1) to \(upper * 100, decimals: 1) %"
        } else {
          "not enough data"
        }
      table.add([
        "\(position.position)", "\(share.successes) of \(share.trials)",
        share.rate.map { "\($0 * 100, decimals: 1) %" } ?? "-", interval,
        "\((share.chance ?? 0) * 100, decimals: 1) %",
      ])
    }
    var lines = table.lines
    if let deviation = largestDeviation {
      lines.append("  at most \(deviation * 100, decimals: 1) points from what a ranker without a bias gives")
    }
    return lines
  }
}
