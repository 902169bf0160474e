import Curation
import ProjectStore

/// Reads from a project the clusters that a run asks about, a page at a time: there may be a million.
struct OpenClusters {
  private let project: Project
  private let run: Int?
  private let isForgotten: (RankingFailure) -> Bool
  private var numbers: ArraySlice<Int>
  private var page: ArraySlice<OpenCluster> = []

  /// Begins before the first cluster.
  ///
  /// - Parameters:
  ///   - numbers: The numbers of the clusters, in the order in which they are asked about.
  ///   - run: The number of the run, or nil while it has not begun.
  ///   - project: The project.
  ///   - isForgotten: Whether a pass that failed so is asked for again.
  init(
    _ numbers: [Int],
    run: Int?,
    in project: Project,
    forgetting isForgotten: @escaping (RankingFailure) -> Bool
  ) {
    self.project = project
    self.run = run
    self.isForgotten = isForgotten
    self.numbers = numbers[...]
  }

  /// The next cluster with its round as far as it has got; nil after the last.
  mutating func next() throws -> OpenCluster? {
    if page.isEmpty {
      page = try project.openClusters(numbers.prefix(64), inRun: run)[...]
      numbers = numbers.dropFirst(64)
    }
    guard var cluster = page.popFirst() else { return nil }
    cluster.round = cluster.round.forgettingFailures(where: isForgotten)
    return cluster
  }
}
