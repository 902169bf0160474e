import ProjectStore

/// Which clusters a stage ranks, and whether its run is reviewed from then on.
struct RankingScope: Equatable {
  /// How many clusters are ranked, evenly spaced; all when nil.
  var sample: Int?
  /// Whether the run that was under review stays so.
  var isAside = false

  /// Those of some clusters that belong to the sample, which is the same whatever is ranked already.
  func sampled(_ numbers: [Int], of project: Project) throws -> [Int] {
    guard let sample, let count = try project.division?.clusters else { return numbers }
    let chosen = Set(CoverageMeasurement.thinned(Array(1...max(1, count)), to: sample))
    return numbers.filter(chosen.contains)
  }
}
