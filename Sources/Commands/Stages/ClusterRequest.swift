import Clustering
import Curation
import Embedding
import ProjectStore

/// What of a request for clusters can be known to be wrong before the work begins, and what is read for that.
struct ClusterRequest {
  /// The row numbers of what is annotated already, ascending.
  let annotated: [Int]
  /// The given centers.
  let centroids: Centroids?

  private let stage: ClusterStage

  /// Checks a request against a pool that may have no vectors yet, and reads the files that it names.
  ///
  /// - Throws: What is wrong with it.
  init(of stage: ClusterStage, in project: Project) throws {
    self.stage = stage
    try project.requireInstructions()
    let count = try project.instructionCount
    try Self.check(stage, of: count)
    if let start = stage.start, !(0..<count).contains(start) {
      throw ClusteringError.startOutOfRange(start, rows: count)
    }
    if !stage.replaces { try project.checkDivisionIsUnused() }
    centroids = try stage.centroids.map(Centroids.init(path:))
    annotated = try stage.already.map { try AnnotatedRows(path: $0, in: project).rows } ?? []
    guard annotated.count < count else { throw Self.nothingLeft }
    try Self.check(stage, of: count - annotated.count)
    if let start = stage.start, annotated.contains(start) { throw Self.isLeftOut(start: start) }
    if let kind = stage.strata, !stage.quotas.isEmpty, try kind != .topic || !project.topics().isEmpty {
      let strata = try Strata(by: kind, of: Array(0..<count), in: project)
      _ = try strata.fixed(by: stage.quotas)
    }
  }

  /// Checks the request against the vectors.
  ///
  /// - Throws: What is wrong with it.
  func check(for stored: StoredEmbeddings, in project: Project) throws {
    let missing = try project.instructionCount - stored.rows.count
    guard missing == 0 else {
      throw CommandError(
        "\(missing) instructions have no vector yet.",
        suggestion: "Embed the pool again: handpick embed \(project.typedPath)"
      )
    }
    guard let centroids else { return }
    // How many near-duplicates will be left out is not known yet.
    let (size, rest) = (stored.rows.count - annotated.count).quotientAndRemainder(dividingBy: stage.clusters)
    let count = rest == 0 ? size : size + 1
    guard
      centroids.dimensions == stored.embeddings.dimensions,
      centroids.count == count || stage.leastOfDuplicates != nil && centroids.count < count
    else {
      throw ClusteringError.wrongCentroids(
        count: centroids.count,
        dimensions: centroids.dimensions,
        expectedCount: count,
        expectedDimensions: stored.embeddings.dimensions
      )
    }
  }

  private static func check(_ stage: ClusterStage, of count: Int) throws {
    guard stage.clusters <= count else {
      throw ClusteringError.tooManyClusters(stage.clusters, rows: count)
    }
    try check(picks: stage.picks, clusters: stage.clusters, of: count)
  }

  /// Sees that clusters have enough candidates to pick from.
  ///
  /// - Throws: `CommandError`.
  static func check(picks: Int, clusters: Int, of count: Int) throws {
    guard clusters > 0, clusters <= count else { return }
    let smallest = count / clusters
    guard picks <= smallest else {
      throw CommandError(
        "\(picks) picks are more than the \(smallest) candidates that a cluster would have.",
        suggestion: "Ask for fewer --picks or fewer --clusters."
      )
    }
  }

  /// That everything is left out.
  static var nothingLeft: CommandError {
    CommandError(
      "Nothing is left to cut into clusters.",
      suggestion: "Leave out less: see --leave-out-duplicates and --already."
    )
  }

  /// That the row to begin with is left out.
  static func isLeftOut(start row: Int) -> CommandError {
    CommandError(
      "The clusters cannot begin with row \(row): it is not among what is cut into clusters.",
      suggestion: "Give another --start, or none."
    )
  }
}

extension Centroids {
  /// Reads the centers in a .npy file.
  fileprivate init(path: String) throws {
    let array = try NumPyArray(path: path)
    guard
      let centroids = Centroids(count: array.rows, dimensions: array.columns, values: try array.elements())
    else {
      throw CommandError("\(path) holds no centroids.", suggestion: "Give a K × d array of numbers.")
    }
    self = centroids
  }
}
