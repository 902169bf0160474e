import Clustering
import Statistics
import TextUI

/// How good a partition is beside random ones, for people and for programs.
struct QualityReport: Encodable {
  /// One figure beside those of random partitions.
  struct Figure: Encodable {
    var value: Double
    var random: Spread
    /// By how many standard deviations it is better than random ones; absent when they do not differ.
    var deviationsBetter: Double?
  }

  /// What the clusters hold.
  struct Extent: Encodable {
    var clusters: Int
    var candidates: Int
    var distinct: Int
    var missing: Int
    var mostRepeated: Int
    var clustersWithRepeats: Int
  }

  /// The instructions with a vector.
  var pool: Int
  /// Of how many of them the distance to the clusters was measured.
  var measured: Int
  /// Of how many candidates of a cluster at most the distances inside were measured; absent when of all.
  var measuredCandidates: Int?
  var extent: Extent
  /// How many random partitions there are.
  var seeds: Int
  /// By name; figures that are not defined are left out.
  var figures: [String: Figure]

  init(
    of quality: PartitionQuality,
    random: [PartitionQuality],
    pool: Int,
    measured: Int,
    measuredCandidates: Int?
  ) {
    self.pool = pool
    self.measured = measured
    self.measuredCandidates = measuredCandidates
    extent = Extent(
      clusters: quality.extent.clusters,
      candidates: quality.extent.candidates,
      distinct: quality.extent.distinct,
      missing: quality.extent.missing,
      mostRepeated: quality.extent.mostRepeated,
      clustersWithRepeats: quality.extent.clustersWithRepeats
    )
    seeds = random.count
    figures = [:]
    for measure in PartitionQuality.Measure.allCases {
      guard let value = quality[measure], let spread = Spread(of: random.compactMap { $0[measure] }) else {
        continue
      }
      let deviations = spread.deviations(of: value)
      figures[measure.rawValue] = Figure(
        value: value,
        random: spread,
        deviationsBetter: measure.isBetterWhenHigher ? deviations : deviations.map { 0 - $0 }
      )
    }
  }

  var lines: [DisplayText] {
    var lines: [DisplayText] = [
      "\(extent.candidates) candidates in \(extent.clusters) clusters, of \(pool) instructions"
    ]
    if extent.missing > 0 { lines.append("\(extent.missing) instructions are in no cluster") }
    if extent.mostRepeated > 1 {
      lines.append("\(extent.candidates - extent.distinct) candidates are repeats of others")
    }
    var table = TextTable([
      ("", .left), ("", .right), ("random", .right), ("+- sd", .right), ("sds better", .right),
    ])
    for measure in PartitionQuality.Measure.allCases {
      guard let figure = figures[measure.rawValue] else { continue }
      table.add([
        Self.name(of: measure), "\(figure.value, decimals: 4)", "\(figure.random.mean, decimals: 4)",
        "\(figure.random.deviation, decimals: 4)",
        figure.deviationsBetter.map { $0 > 0 ? "+\($0, decimals: 1)" : "\($0, decimals: 1)" } ?? "-",
      ])
    }
    lines += [""] + table.lines
    lines += [
      "", "distances are 1 - cosine; random: \(seeds) partitions of the same sizes, one for each seed from 0",
    ]
    if measured < pool {
      lines.append("distances to a cluster are measured on a random sample of \(measured) instructions")
    }
    if let measuredCandidates {
      lines.append(
        "distances between candidates are measured on a random sample of \(measuredCandidates) of a cluster"
      )
    }
    return lines
  }

  private static func name(of measure: PartitionQuality.Measure) -> DisplayText {
    switch measure {
    case .intraMean: "between candidates of a cluster, mean (higher is better)"
    case .intraMin: "  the closest two"
    case .intraMinP05: "  the closest two, 5th percentile of the clusters"
    case .coverMean: "from an instruction to a cluster, mean (lower is better)"
    case .coverRadius: "  the farthest instruction"
    case .coverRadiusWorst: "  the farthest instruction, worst cluster"
    case .centroidShift: "between the means of cluster and pool (lower is better)"
    }
  }
}
