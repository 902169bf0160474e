import Curation
import Statistics

struct IntervalJSON: Encodable {
  let lower: Double
  let upper: Double

  init(_ interval: ClosedRange<Double>) {
    lower = interval.lowerBound
    upper = interval.upperBound
  }
}

struct ProportionJSON: Encodable {
  let successes: Int
  let trials: Int
  let hasEnoughData: Bool
  @ExplicitNull var rate: Double?
  @ExplicitNull var interval: IntervalJSON?

  init(_ proportion: Proportion) {
    successes = proportion.successes
    trials = proportion.trials
    switch proportion.estimate {
    case .measured(let measured, let range):
      hasEnoughData = true
      rate = measured
      interval = IntervalJSON(range)
    case .notEnoughData:
      hasEnoughData = false
      rate = nil
      interval = nil
    }
  }
}

struct AnchoringJSON: Encodable {
  let difference: Double
  let interval: IntervalJSON

  init(_ anchoring: Anchoring) {
    difference = anchoring.difference
    interval = IntervalJSON(anchoring.interval)
  }
}

/// How curators' choices compare with the ranker's order.
struct ComparisonJSON: Encodable {
  struct Rank: Encodable {
    let rank: Int
    let count: Int
    let expected: Double
  }

  struct Ranks: Encodable {
    let count: Int
    @ExplicitNull var meanReciprocalRank: Double?
    @ExplicitNull var chance: Double?
    let histogram: [Rank]
  }

  struct ByConfidence: Encodable {
    let agreeingPasses: Int
    let passes: Int
    let share: ProportionJSON
  }

  struct ByPosition: Encodable {
    let position: Int
    let share: ProportionJSON
  }

  struct ByLength: Encodable {
    let quarter: Int
    let fewestWords: Int
    let mostWords: Int
    let share: ProportionJSON
  }

  struct Moves: Encodable {
    let kept: Int
    let toRanker: Int
    let fromRanker: Int
    let elsewhere: Int
  }

  let overall: ProportionJSON
  @ExplicitNull var chance: Double?
  let ranks: Ranks
  let byConfidence: [ByConfidence]
  let byPosition: [ByPosition]
  let byLength: [ByLength]
  let switches: Moves
  @ExplicitNull var reliability: ReliabilityJSON?

  init(_ comparison: RankerComparison) {
    overall = ProportionJSON(comparison.overall)
    chance = comparison.chance
    ranks = Ranks(
      count: comparison.ranks.count,
      meanReciprocalRank: comparison.ranks.meanReciprocalRank,
      chance: comparison.ranks.chance,
      histogram: comparison.ranks.bins.map { Rank(rank: $0.rank, count: $0.count, expected: $0.expected) }
    )
    byConfidence = comparison.byConfidence.map {
      ByConfidence(
        agreeingPasses: $0.key.agreeing,
        passes: $0.key.passes,
        share: ProportionJSON($0.proportion)
      )
    }
    byPosition = comparison.byPosition.map {
      ByPosition(position: $0.key, share: ProportionJSON($0.proportion))
    }
    byLength = comparison.byLength.map {
      ByLength(
        quarter: $0.key.number,
        fewestWords: $0.key.words.lowerBound,
        mostWords: $0.key.words.upperBound,
        share: ProportionJSON($0.proportion)
      )
    }
    let switches = comparison.switches
    self.switches = Moves(
      kept: switches.kept,
      toRanker: switches.toRanker,
      fromRanker: switches.fromRanker,
      elsewhere: switches.elsewhere
    )
    reliability = comparison.reliability.map(ReliabilityJSON.init)
  }
}

/// Whether the agreement of passes is worth what it seems.
struct ReliabilityJSON: Encodable {
  struct Bin: Encodable {
    let from: Double
    let to: Double
    @ExplicitNull var confidence: Double?
    let agreement: ProportionJSON
  }

  let decisions: Int
  let brierScore: Double
  let expectedCalibrationError: Double
  let bins: [Bin]

  init(_ reliability: Reliability) {
    decisions = reliability.decisions
    brierScore = reliability.brierScore
    expectedCalibrationError = reliability.expectedCalibrationError
    bins = reliability.bins.map {
      Bin(
        from: $0.lowerBound,
        to: $0.upperBound,
        confidence: $0.confidence,
        agreement: ProportionJSON($0.agreement)
      )
    }
  }
}

/// How curators' choices compare with each other's.
struct CuratorAgreementJSON: Encodable {
  struct Kappa: Encodable {
    let clusters: Int
    let agreements: Int
    @ExplicitNull var kappa: Double?

    init(_ kappa: CohenKappa) {
      clusters = kappa.units
      agreements = kappa.agreements
      self.kappa = kappa.value
    }
  }

  struct Alpha: Encodable {
    let clusters: Int
    let decisions: Int
    @ExplicitNull var alpha: Double?

    init(_ alpha: KrippendorffAlpha) {
      clusters = alpha.units
      decisions = alpha.values
      self.alpha = alpha.value
    }
  }

  struct Pair: Encodable {
    let first: String
    let second: String
    let verdict: Kappa
    let choice: Kappa
  }

  let pairs: [Pair]
  let verdict: Alpha
  let choice: Alpha

  init(_ agreement: CuratorAgreement) {
    pairs = agreement.pairs.map {
      Pair(first: $0.first, second: $0.second, verdict: Kappa($0.verdict), choice: Kappa($0.choice))
    }
    verdict = Alpha(agreement.verdict)
    choice = Alpha(agreement.choice)
  }
}
