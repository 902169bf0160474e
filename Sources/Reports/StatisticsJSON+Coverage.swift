import Statistics

struct CoverageJSON: Encodable {
  struct Reach: Encodable {
    let mean: Double
    let radius: Double

    init(_ reach: CoverageCurve.Reach) {
      mean = reach.mean
      radius = reach.radius
    }
  }

  struct Point: Encodable {
    let picks: Int
    let curated: Reach
    let random: Reach
  }

  let poolRows: Int
  let measuredRows: Int
  let draws: Int
  /// As text: other programs read numbers as Float64, which does not hold every seed.
  let seed: String
  let points: [Point]

  init(_ curve: CoverageCurve) {
    poolRows = curve.poolRows
    measuredRows = curve.measuredRows
    draws = curve.plan.draws
    seed = String(curve.plan.seed)
    points = curve.points.map {
      Point(picks: $0.picks, curated: Reach($0.curated), random: Reach($0.random))
    }
  }
}
