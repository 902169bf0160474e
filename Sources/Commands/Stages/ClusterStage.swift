import Clustering
import Curation
import Embedding
import ProjectStore
import TextUI

/// Cuts the pool of a project into clusters, and finds what is to be known beside them.
struct ClusterStage {
  /// How the pool is cut.
  var method: DivisionMethod = .diverse
  /// The number of clusters.
  var clusters: Int
  /// How many picks each cluster is to give.
  var picks = 1
  /// What the method's chances depend on.
  var seed: UInt64 = 0
  /// A .npy file with centers for `diverse` and `balanced`, instead of fitting some.
  var centroids: String?
  /// How often K-means is begun for `diverse` and `balanced`; the best fit counts.
  var starts = 1
  /// How many instructions K-means fits these centers to; nil for what the size of the pool calls for.
  var sampleSize: Int?
  /// How many instructions are in each of the batches that K-means fits these centers to; nil for no batches.
  var batchSize: Int?
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
  /// The most memory to take; nil for as much as the work is quickest with.
  var memory: MemorySize?
  /// Whether clusters that were ranked or decided about may be replaced.
  var replaces = false
  /// Whether near-duplicates are looked for, unless they are known.
  var findsNeighbours = true
  /// Whether topics are looked for, unless they are known.
  var findsTopics = true

  /// Clusters the pool and reports on standard error.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - prepare: What the pool needs before, such as embedding; it is not begun for a request that is refused.
  /// - Throws: What is wrong with the request, what `prepare` throws, or what ended the work.
  func run(on project: Project, after prepare: () async throws -> Void = {}) async throws {
    let request = try ClusterRequest(of: self, in: project)
    try checkMemory(for: request, in: project)
    try await prepare()
    try checkMemory(for: request, in: project)
    try await interruptible {
      let stored = try project.requiredEmbeddings()
      try request.check(for: stored, in: project)
      if leastOfDuplicates != nil { try await findNeighbours(among: stored, in: project) }
      if strata == .topic { try await findTopics(among: stored, in: project) }
      try await divide(stored, as: request, in: project)
      try await findMissing(in: project, among: stored)
    }
  }

  /// Finds what a project with clusters still lacks beside them, such as after a stop.
  func findMissing(in project: Project) async throws {
    try checkMemoryOfMissing(in: project)
    try await interruptible { try await findMissing(in: project, among: try project.requiredEmbeddings()) }
  }

  private func findMissing(
    in project: Project,
    among stored: @autoclosure () throws -> StoredEmbeddings
  ) async throws {
    let lacksNeighbours = try findsNeighbours && project.nearDuplicates() == nil
    let lacksTopics = try findsTopics && project.topics().isEmpty
    guard lacksNeighbours || lacksTopics else { return }
    let stored = try stored()
    if lacksNeighbours { try await findNeighbours(among: stored, in: project) }
    if lacksTopics { try await findTopics(among: stored, in: project) }
  }

  private func findNeighbours(among stored: StoredEmbeddings, in project: Project) async throws {
    guard try project.nearDuplicates() == nil else { return }
    try await NeighbourStage(seed: seed).find(among: stored, in: project)
  }

  private func findTopics(among stored: StoredEmbeddings, in project: Project) async throws {
    guard try project.topics().isEmpty else { return }
    try await TopicStage(seed: seed).find(among: stored, in: project)
  }

  /// Makes the clusters and keeps them, all at once.
  private func divide(_ stored: StoredEmbeddings, as request: ClusterRequest, in project: Project)
    async throws
  {
    let started = Clock.now
    let scope = try await ClusterScope(
      of: stored,
      in: project,
      annotated: request.annotated,
      leastOfDuplicates: leastOfDuplicates
    )
    let parts = try parts(of: scope, in: project)
    // All of them before the first is divided, so that what is refused has not cost anything.
    var divisions = try parts.filter { $0.clusters > 0 }.map { part in
      (part: part, division: try division(of: part, request, scope, stored))
    }
    if !scope.annotated.isEmpty {
      let annotated = stored.embeddings.selecting(scope.annotated)
      for index in divisions.indices { divisions[index].division.annotated = annotated }
    }
    var line = ProgressLine("clustering")
    defer { line.finish() }
    let options = try options(encoder: stored.summary.encoder)
    let pool = try await DividedPool(
      divisions,
      of: stored.embeddings,
      namesParts: strata != nil,
      on: &line,
      keeping: { unfinishedWork(on: $0, of: stored.set, options: options, in: project) }
    )
    let leftOut = scope.leftOut(beside: parts)
    line.begin("naming clusters")
    let labels = try labels(of: pool.clusters, in: project)
    line.begin("saving clusters")
    try project.save(
      partition: pool.clusters,
      leavingOut: leftOut,
      labels: labels,
      method: method,
      picks: picks,
      seed: seed,
      stage: try record(of: pool, LeftOutCounts(leftOut), encoder: stored.summary.encoder, started: started),
      replacing: replaces
    ) { done, total in
      try Task.checkCancellation()
      line.show(done, of: total)
    }
    line.finish()
    ClusterReport(of: self, parts: parts, pool: pool, leftOut: LeftOutCounts(leftOut)).note()
  }

  /// What is cut into clusters by itself, with the number of clusters of each.
  private func parts(of scope: ClusterScope, in project: Project) throws -> [ClusterPart] {
    guard !scope.rows.isEmpty else { throw ClusterRequest.nothingLeft }
    let parts =
      if let strata {
        try Strata(by: strata, of: scope.rows, in: project).parts(of: clusters, quotas: quotas)
      } else {
        [ClusterPart(title: "", rows: scope.rows, clusters: clusters)]
      }
    for part in parts { try ClusterRequest.check(picks: picks, clusters: part.clusters, of: part.rows.count) }
    return parts
  }

  private func division(
    of part: ClusterPart,
    _ request: ClusterRequest,
    _ scope: ClusterScope,
    _ stored: StoredEmbeddings
  ) throws -> Clustering.Division {
    let first = try start.map { row in
      guard let place = part.rows.firstIndex(of: row) else { throw ClusterRequest.isLeftOut(start: row) }
      return place
    }
    var division = division(into: part.clusters, beginningWith: request.centroids)
    division.start = first
    return try bounded(division, of: part.rows.count, stored, annotated: scope.annotated.count)
  }

  /// A division as it was asked for.
  func division(into clusters: Int, beginningWith centroids: Centroids?) -> Clustering.Division {
    var division = Clustering.Division(method: method, clusters: clusters, seed: seed, centroids: centroids)
    division.starts = starts
    division.sampleSize = sampleSize
    division.batchSize = batchSize
    return division
  }

  private func labels(of clusters: [[Int]], in project: Project) throws -> [String] {
    let tokenizer = LexicalTokenizer()
    var terms = LabelTerms()
    try project.forEachInstruction { instruction in
      try Task.checkCancellation()
      let text = EmbeddingText.plain.text(of: instruction)
      terms.append(text, terms: tokenizer.terms(of: text))
    }
    return ClusterLabels(clusters: clusters, terms: terms).labels
  }
}
