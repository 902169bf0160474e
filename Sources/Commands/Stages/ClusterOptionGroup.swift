import ArgumentParser
import Clustering
import Curation

/// How a pool is cut into clusters, apart from the method and the number of clusters.
struct ClusterOptionGroup: ParsableArguments {
  @Option(help: "How many candidates to pick in each cluster.")
  var picks: Int = 1

  @Option(
    help: "A .npy file with the centers for diverse and balanced, instead of fitting some.",
    completion: .file()
  )
  var centroids: String?

  @Option(help: "How often to begin K-means for diverse and balanced; the best fit counts. Default: 1.")
  var starts: Int?

  @Option(
    help: ArgumentHelp(
      "How many instructions K-means fits the centers of diverse and balanced to. Default: all, or in a pool with more than 2,000 for each center 1,000 for each.",
      valueName: "rows"
    )
  )
  var fitSample: Int?

  @Option(
    defaultAsFlag: Clustering.Division.usualBatchSize,
    parsing: .next,
    help: ArgumentHelp(
      "Fit the centers of diverse and balanced to batches of so many instructions (1024 when none is given), and then a little to all.",
      valueName: "rows"
    )
  )
  var miniBatch: Int? = nil

  @Option(help: "The row, from 0 in import order, that coreset and similar begin with.")
  var start: Int?

  @Option(
    defaultAsFlag: Likeness.leastOfSame,
    parsing: .next,
    help: ArgumentHelp(
      "Leave out near-duplicates, from this cosine similarity on (0.95 when none is given).",
      valueName: "similarity"
    )
  )
  var leaveOutDuplicates: Double? = nil

  @Option(
    name: .customLong("by"),
    help: "Share the clusters out over parts of the pool, by their sizes: source, topic or length."
  )
  var strata: Strata.Kind?

  @Option(
    name: .customLong("quota"),
    help: ArgumentHelp(
      "How many clusters a part is to have, with --by; 0 leaves it out. May be given several times.",
      valueName: "name=number"
    )
  )
  var quotas: [Quota] = []

  @Option(help: "A file that names what is annotated already, to leave it out.", completion: .file())
  var already: String?

  @OptionGroup var memory: MemoryOptionGroup

  @Flag(inversion: .prefixedNo, help: "Look for near-duplicates, too.")
  var neighbours = true

  @Flag(inversion: .prefixedNo, help: "Look for topics, too.")
  var topics = true

  func validate() throws {
    guard picks > 0 else { throw ValidationError("--picks must be at least 1.") }
    guard starts ?? 1 > 0, fitSample ?? 1 > 0 else {
      throw ValidationError("--starts and --fit-sample must be at least 1.")
    }
    guard miniBatch ?? 1 > 0 else { throw ValidationError("--mini-batch must be at least 1.") }
    guard centroids == nil || !fitsCenters else {
      throw ValidationError(
        "--starts, --fit-sample and --mini-batch are about fitting centers; leave out --centroids."
      )
    }
    guard fitSample == nil || miniBatch == nil else {
      throw ValidationError("Centers are fitted to a --fit-sample or by --mini-batch, not both.")
    }
    guard leaveOutDuplicates.map({ $0 > 0 && $0 <= 1 }) ?? true else {
      throw ValidationError("--leave-out-duplicates takes a similarity above 0 and up to 1.")
    }
    guard leaveOutDuplicates == nil || neighbours else {
      throw ValidationError("--leave-out-duplicates has to look for neighbours; leave out --no-neighbours.")
    }
    guard quotas.isEmpty || strata != nil else { throw ValidationError("--quota goes with --by only.") }
    guard Set(quotas.map(\.name)).count == quotas.count else {
      throw ValidationError("Give each part one --quota.")
    }
    guard strata == nil || centroids == nil && start == nil else {
      throw ValidationError("--centroids and --start go without --by only.")
    }
  }

  /// Refuses what a method makes nothing of.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - option: The option that names it.
  /// - Throws: `ValidationError`.
  func check(for method: DivisionMethod, option: String) throws {
    guard centroids == nil || method.beginsWithCenters else {
      throw ValidationError("--centroids goes with \(option) diverse or balanced only.")
    }
    guard !fitsCenters || method.beginsWithCenters else {
      throw ValidationError(
        "--starts, --fit-sample and --mini-batch go with \(option) diverse or balanced only."
      )
    }
    guard start == nil || method == .coreset || method == .similar else {
      throw ValidationError("--start goes with \(option) coreset or similar only.")
    }
  }

  /// Whether they say how centers are to be fitted.
  private var fitsCenters: Bool { starts != nil || fitSample != nil || miniBatch != nil }

  /// The stage that the options describe.
  func stage(method: DivisionMethod, clusters: Int, seed: UInt64) -> ClusterStage {
    ClusterStage(
      method: method,
      clusters: clusters,
      picks: picks,
      seed: seed,
      centroids: centroids,
      starts: starts ?? 1,
      sampleSize: fitSample,
      batchSize: miniBatch,
      already: already,
      leastOfDuplicates: leaveOutDuplicates,
      start: start,
      strata: strata,
      quotas: quotas,
      memory: memory.memory,
      findsNeighbours: neighbours,
      findsTopics: topics
    )
  }
}
