import Clustering
import Curation
import Embedding
import Foundation
import ProjectStore
import TextUI

/// Cuts the pool of a project into clusters.
struct ClusterStage {
  /// How the pool is cut.
  var method: DivisionMethod = .diverse
  /// The number of clusters.
  var clusters: Int
  /// How many picks each cluster is to give.
  var picks = 1
  /// What the method's chances depend on.
  var seed: UInt64 = 0
  /// A .npy file with centers for `diverse`, instead of fitting some.
  var centroids: String?
  /// How often K-means is begun for `diverse`; the best fit counts.
  var starts = 1
  /// How many instructions K-means fits the centers of `diverse` to; nil for what the size of the pool calls for.
  var sampleSize: Int?
  /// A file that names what is annotated already and left out.
  var already: String?
  /// From which similarity on near-duplicates are left out; nil to leave none out.
  var leastOfDuplicates: Double?
  /// The row that `coreset` and `similar` begin with.
  var start: Int?
  /// What makes parts of the pool that are cut into clusters each by itself; nil for one whole.
  var strata: Strata.Kind?
  /// How many clusters some of these parts are to have.
  var quotas: [Quota] = []
  /// Whether clusters that were ranked or decided about may be replaced.
  var replaces = false
  /// Whether near-duplicates are looked for, unless they are known.
  var findsNeighbours = true
  /// Whether topics are looked for, unless they are known.
  var findsTopics = true

  /// Clusters the pool and reports on standard error.
  func run(on project: Project) async throws {
    let started = Clock.now
    guard let stored = try project.embeddings() else {
      throw CommandError(
        "The project has no embeddings yet.",
        suggestion: "Embed the pool first: handpick embed \(project.typedPath)"
      )
    }
    guard try stored.rows.count == project.instructionCount else {
      throw CommandError(
        "\(try project.instructionCount - stored.rows.count) instructions have no vector yet.",
        suggestion: "Embed the pool again: handpick embed \(project.typedPath)"
      )
    }
    if leastOfDuplicates != nil { try await findNeighbours(stored, in: project) }
    if strata == .topic { try await findTopics(stored, in: project) }
    let scope = try await ClusterScope(
      of: stored,
      in: project,
      annotated: try already.map { try AnnotatedRows(path: $0, in: project).rows } ?? [],
      leastOfDuplicates: leastOfDuplicates
    )
    let parts = try parts(of: scope, in: project)
    var progress = ProgressLine("clustering")
    defer { progress.finish() }
    var clusters: [[Int]] = []
    var provenance: [String: String] = [:]
    var gains: [(part: ClusterPart, gain: ExchangeGain)] = []
    for part in parts where part.clusters > 0 {
      let isWhole = part.rows.count == stored.embeddings.count
      let embeddings = isWhole ? stored.embeddings : stored.embeddings.selecting(part.rows)
      let partition = try await division(of: part, scope, stored).partition(
        embeddings,
        workers: ProcessInfo.processInfo.activeProcessorCount
      ) { step in
        let (done, total) = step.extent
        progress.show(done, of: total)
      }
      if let gain = try await ExchangeGain(of: partition, among: embeddings) { gains.append((part, gain)) }
      clusters += partition.renumbered(part.rows).clusters
      if strata == nil { provenance = partition.details.provenance }
    }
    let leftOut = scope.leftOut(beside: parts)
    let labels = ClusterLabels(clusters: clusters, terms: try labelTerms(in: project)).labels
    let sizes = clusters.map(\.count)
    try project.save(
      partition: clusters,
      leavingOut: leftOut,
      labels: labels,
      method: method,
      picks: picks,
      seed: seed,
      stage: Stage(
        name: .cluster,
        options: try options(encoder: stored.summary.encoder).merging(provenance) { $1 },
        counts: counts(of: sizes, LeftOutCounts(leftOut)),
        version: Version.current,
        started: started,
        finished: Clock.now
      ),
      replacing: replaces
    )
    progress.finish()
    let least = sizes.min() ?? 0
    let most = sizes.max() ?? 0
    let extent: DisplayText =
      least == most ? "\(most)" : least + 1 == most ? "\(least) or \(most)" : "\(least) to \(most)"
    Console.note(
      "Made \(sizes.count) clusters of \(extent) candidates (\(untrusted: method.rawValue), seed \(untrusted: String(seed))), \(picks) to pick in each."
    )
    note(parts)
    for (part, gain) in gains {
      Console.note(strata == nil ? gain.text : "  \(untrusted: part.title): " + gain.text)
    }
    note(LeftOutCounts(leftOut))
    if findsNeighbours { try await findNeighbours(stored, in: project) }
    if findsTopics { try await findTopics(stored, in: project) }
  }

  private func labelTerms(in project: Project) throws -> LabelTerms {
    let tokenizer = LexicalTokenizer()
    var terms = LabelTerms()
    try project.forEachInstruction { instruction in
      let text = EmbeddingText.plain.text(of: instruction)
      terms.append(text, terms: tokenizer.terms(of: text))
    }
    return terms
  }

  private func findTopics(_ stored: StoredEmbeddings, in project: Project) async throws {
    guard try project.topics().isEmpty else { return }
    try await TopicStage(seed: seed).run(on: project, stored)
  }

  private func findNeighbours(_ stored: StoredEmbeddings, in project: Project) async throws {
    guard try project.nearDuplicates() == nil else { return }
    try await NeighbourStage(seed: seed).run(on: project, stored)
  }

  /// What is cut into clusters by itself, with the number of clusters of each.
  private func parts(of scope: ClusterScope, in project: Project) throws -> [ClusterPart] {
    guard !scope.rows.isEmpty else {
      throw CommandError(
        "Nothing is left to cut into clusters.",
        suggestion: "Leave out less: see --leave-out-duplicates and --already."
      )
    }
    let parts =
      if let strata {
        try Strata(by: strata, of: scope.rows, clusters: clusters, quotas: quotas, in: project).parts
      } else {
        [ClusterPart(title: "", rows: scope.rows, clusters: clusters)]
      }
    for part in parts where part.clusters > 0 && part.clusters <= part.rows.count {
      let smallest = part.rows.count / part.clusters
      guard picks <= smallest else {
        throw CommandError(
          "\(picks) picks are more than the \(smallest) candidates that a cluster would have.",
          suggestion: "Ask for fewer --picks or fewer --clusters."
        )
      }
    }
    return parts
  }

  private func division(
    of part: ClusterPart,
    _ scope: ClusterScope,
    _ stored: StoredEmbeddings
  ) throws -> Clustering.Division {
    let first = try start.map { row in
      guard let place = part.rows.firstIndex(of: row) else {
        throw CommandError(
          "The clusters cannot begin with row \(row): it is not among what is cut into clusters.",
          suggestion: "Give another --start, or none."
        )
      }
      return place
    }
    var division = Clustering.Division(
      method: method,
      clusters: part.clusters,
      seed: seed,
      centroids: try centroids.map(Self.readCentroids),
      start: first
    )
    division.starts = starts
    division.sampleSize = sampleSize
    if !scope.annotated.isEmpty { division.annotated = stored.embeddings.selecting(scope.annotated) }
    return division
  }

  private func counts(of sizes: [Int], _ leftOut: LeftOutCounts) -> [String: Int] {
    var counts = ["clusters": sizes.count, "smallest": sizes.min() ?? 0, "largest": sizes.max() ?? 0]
    if already != nil { counts["annotated"] = leftOut.annotated }
    if strata != nil { counts["left-out-by-quota"] = leftOut.quota }
    if leastOfDuplicates != nil { counts["left-out-duplicates"] = leftOut.duplicates }
    return counts
  }

  private func note(_ parts: [ClusterPart]) {
    guard strata != nil else { return }
    for part in parts {
      Console.note("  \(part.clusters) of the \(part.rows.count) of \(untrusted: part.title)")
    }
  }

  private func note(_ leftOut: LeftOutCounts) {
    if already != nil { Console.note("Left out \(leftOut.annotated) that are annotated already.") }
    guard leastOfDuplicates != nil else { return }
    Console.note(
      "Left out \(leftOut.duplicates) near-duplicates, each beside one that is in a cluster or annotated; handpick clusters --left-out lists them."
    )
  }

  private func options(encoder: EncoderDescription) throws -> [String: String] {
    var options = [
      "method": method.rawValue,
      "clusters": "\(clusters)",
      "picks": "\(picks)",
      "seed": "\(seed)",
      "encoder": "\(encoder.name) \(encoder.version)",
    ]
    if let centroids {
      options["centroids"] = centroids
      options["centroids-sha256"] = try FileDigest.sha256(ofFile: centroids)
    }
    if let start { options["start"] = "\(start)" }
    if let strata {
      options["by"] = strata.rawValue
      options["quota"] = quotas.map { "\($0.name)=\($0.clusters)" }.joined(separator: "\n")
    }
    if let leastOfDuplicates { options["leave-out-duplicates"] = "\(leastOfDuplicates)" }
    if let already {
      options["already"] = already
      options["already-sha256"] = try FileDigest.sha256(ofFile: already)
    }
    return options
  }

  private static func readCentroids(_ path: String) throws -> Centroids {
    let array = try NumPyArray(path: path)
    guard
      let centroids = Centroids(count: array.rows, dimensions: array.columns, values: try array.elements())
    else {
      throw CommandError("\(path) holds no centroids.", suggestion: "Give a K × d array of numbers.")
    }
    return centroids
  }
}

extension DivisionProgress {
  /// How much of the present step is done, of how much.
  var extent: (done: Int, total: Int) {
    switch self {
    case .choosingCenters(let done, let total), .fitting(let done, let total),
      .assigning(let done, let total), .exchanging(let done, let total),
      .filling(let done, let total), .merging(let done, let total):
      (done, total)
    }
  }
}
