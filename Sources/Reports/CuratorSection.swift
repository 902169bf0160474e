import Statistics

/// How far the curators agree with each other.
struct CuratorSection {
  private let agreement: CuratorAgreement

  init(_ agreement: CuratorAgreement) { self.agreement = agreement }

  var html: HTML {
    """
    <section><h2>Curators among themselves</h2>
    <p>Over the clusters that more than one curator decided. Verdict: the ranker's pick, another, or none. Choice: \
    which candidates, by their place in the ranking. 1 is full agreement, 0 what habit alone would give.</p>
    \(pairs)
    \(alphas)
    </section>
    """
  }

  private var pairs: HTML {
    var table = HTMLTable(
      "Cohen's kappa",
      columns: ["curators", "on", "clusters", "agreed", "kappa"]
    )
    for pair in agreement.pairs {
      for (scale, kappa) in [("verdict", pair.verdict), ("choice", pair.choice)] {
        table.add(
          "<bdi>\(pair.first)</bdi> and <bdi>\(pair.second)</bdi>",
          [
            "\(scale)", NumberText.count(kappa.units), NumberText.count(kappa.agreements),
            NumberText.number(kappa.value, digits: 3),
          ]
        )
      }
    }
    return table.html
  }

  private var alphas: HTML {
    var table = HTMLTable("Krippendorff's alpha, nominal", columns: ["on", "clusters", "decisions", "alpha"])
    for (scale, alpha) in [("verdict", agreement.verdict), ("choice", agreement.choice)] {
      table.add(
        "\(scale)",
        [
          NumberText.count(alpha.units), NumberText.count(alpha.values),
          NumberText.number(alpha.value, digits: 3),
        ]
      )
    }
    return table.html
  }
}
