import Statistics

/// How well the picks stand for the pool.
struct CoverageSection {
  private let coverage: CoverageCurve?

  init(_ coverage: CoverageCurve?) { self.coverage = coverage }

  var html: HTML {
    """
    <section><h2>Coverage</h2>
    \(coverage.map(curves) ?? "<p class=\"none\">Not measured: it needs picks and embeddings.</p>")
    </section>
    """
  }

  private func curves(_ curve: CoverageCurve) -> HTML {
    """
    <p>How far the pool's instructions are from the nearest pick (1 less the cosine), as picks are added: the picks \
    (solid) beside as many drawn at random (dashed). Lower is better. Measured on \
    \(NumberText.count(curve.measuredRows)) of \(NumberText.count(curve.poolRows)) instructions; Random is the mean \
    of \(NumberText.count(curve.plan.draws)) draws, seed \(String(curve.plan.seed)).</p>
    <h3>Mean distance</h3>
    \(chart(curve, id: "coverage-mean", title: "Mean distance to the nearest pick", \.mean))
    <h3>Radius: the largest distance</h3>
    \(chart(curve, id: "coverage-radius", title: "Largest distance to the nearest pick", \.radius))
    \(table(curve))
    """
  }

  private func chart(
    _ curve: CoverageCurve,
    id: String,
    title: String,
    _ measure: (CoverageCurve.Reach) -> Double
  ) -> HTML {
    func points(_ reach: (CoverageCurve.Point) -> CoverageCurve.Reach) -> [(x: Double, y: Double)] {
      curve.points.map { (Double($0.picks), measure(reach($0))) }
    }
    let description =
      curve.points.last.map { last in
        let (curated, random) = (measure(last.curated), measure(last.random))
        return """
          With \(last.picks) picks \(NumberText.decimal(curated, digits: 3)); at random \
          \(NumberText.decimal(random, digits: 3)).
          """
      } ?? ""
    return LineChart(
      id: id,
      title: title,
      description: description,
      curves: [
        .init(kind: "random", points: points(\.random)), .init(kind: "curated", points: points(\.curated)),
      ]
    ).html
  }

  private func table(_ curve: CoverageCurve) -> HTML {
    var table = HTMLTable(
      "Coverage",
      columns: ["picks", "mean", "radius", "mean at random", "radius at random"]
    )
    for point in curve.points {
      let measures = [point.curated.mean, point.curated.radius, point.random.mean, point.random.radius]
      table.add(NumberText.count(point.picks), measures.map { NumberText.number($0, digits: 3) })
    }
    return table.folded
  }
}
