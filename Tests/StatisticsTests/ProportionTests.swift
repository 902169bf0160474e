import Testing

@testable import Statistics

@Suite struct ProportionTests {
  /// From statsmodels, `proportion_confint(k, n, method="wilson")`, which agrees with scipy's `binomtest`.
  @Test(
    arguments: [
      (0, 30, 0.0, 0.1135133931739688), (30, 30, 0.8864866068260311, 1.0),
      (7, 45, 0.07745423484758265, 0.2878390887239627), (60, 95, 0.5312312475552954, 0.7216990541448431),
      (500, 1000, 0.4690696003681042, 0.5309303996318958),
    ]
  )
  func `the interval is Wilson's`(successes: Int, trials: Int, lower: Double, upper: Double) {
    let estimate = Proportion(successes: successes, trials: trials).estimate
    guard case .measured(let rate, let interval) = estimate else {
      return #expect(estimate != .notEnoughData)
    }
    #expect(isClose(rate, Double(successes) / Double(trials)))
    #expect(isClose(interval.lowerBound, lower))
    #expect(isClose(interval.upperBound, upper))
  }

  @Test(arguments: [0, 1, 29])
  func `fewer than thirty trials give no rate`(trials: Int) {
    #expect(Proportion(successes: 0, trials: trials).estimate == .notEnoughData)
    #expect(Proportion(successes: trials, trials: trials).estimate == .notEnoughData)
  }
}

@Suite struct AnchoringTests {
  /// From statsmodels, `confint_proportions_2indep(60, 95, 25, 47, compare="diff", method="newcomb")`.
  @Test func `the difference has Newcombe's interval`() throws {
    let anchoring = try #require(
      Anchoring(
        acceptance: Proportion(successes: 60, trials: 95),
        agreement: Proportion(successes: 25, trials: 47)
      )
    )
    #expect(isClose(anchoring.difference, 0.09966405375139975))
    #expect(isClose(anchoring.interval.lowerBound, -0.06836016530408195))
    #expect(isClose(anchoring.interval.upperBound, 0.2658184941747014))
  }

  @Test func `there is none unless both sides have enough data`() {
    let (few, enough) = (Proportion(successes: 29, trials: 29), Proportion(successes: 1, trials: 30))
    #expect(Anchoring(acceptance: few, agreement: enough) == nil)
    #expect(Anchoring(acceptance: enough, agreement: few) == nil)
    #expect(Anchoring(acceptance: enough, agreement: enough)?.difference == 0)
  }
}
