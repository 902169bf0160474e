import Clustering
import Curation
import Foundation
import ProjectStore
import TextUI

/// Finds for every instruction of a project the nearest other one.
struct NeighbourStage {
  /// Whether all pairs are compared however many there are.
  var isExact = false
  /// What the search depends on in pools too large to compare all pairs.
  var seed: UInt64 = 0
  /// The most memory to take; nil for as much as it needs.
  var memory: MemorySize?

  /// Searches and reports on standard error.
  func run(on project: Project) async throws {
    try checkMemory(in: project)
    try await interruptible { try await find(among: try project.requiredEmbeddings(), in: project) }
  }

  /// Sees that the search fits into its bound of memory.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - option: The option that leaves the search out; nil where there is none.
  /// - Throws: `CommandError` when it does not.
  func checkMemory(in project: Project, otherwise option: String? = nil) throws {
    guard let memory, let summary = try project.embeddingSummary() else { return }
    try MemoryPlan(neighboursOf: summary.count, dimensions: summary.dimensions).check(
      memory,
      for: "Looking for near-duplicates",
      otherwise: option.map { "leave that out with \($0)" } ?? "look among fewer instructions"
    )
  }

  /// Searches among vectors that are loaded already, until its task is cancelled.
  func find(among stored: StoredEmbeddings, in project: Project) async throws {
    let started = Clock.now
    var search = NeighbourSearch(seed: seed)
    if isExact { search.exactLimit = .max }
    var progress = ProgressLine("looking for near-duplicates")
    progress.showTitle()
    defer { progress.finish() }
    var work = unfinishedWork(of: search, among: stored, in: project)
    let found = try await search.neighbours(
      of: stored.embeddings,
      workers: ProcessInfo.processInfo.activeProcessorCount,
      from: try work.found(NeighbourDraft.init(stored:)),
      progress: { done, total in progress.show(done, of: total) },
      keep: { draft in work.keep { draft().stored } }
    )
    progress.begin("saving near-duplicates")
    let duplicates = found.pairs.count { Likeness(similarity: $0.similarity) == .same }
    try project.save(
      found.pairs.map {
        NeighbourRecord(
          row: stored.rows[$0.row],
          nearest: stored.rows[$0.nearest],
          similarity: $0.similarity
        )
      },
      isExact: found.isExact,
      ofSet: stored.set,
      stage: Stage(
        name: .neighbours,
        options: options(of: search, isExact: found.isExact, encoder: stored.summary.encoder),
        counts: ["instructions": found.pairs.count, "near-duplicates": duplicates],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    progress.finish()
    let reach: DisplayText = found.isExact ? "all pairs compared" : "approximate, a few may be missing"
    Console.note("\(duplicates) instructions have a near-duplicate (\(reach)).")
  }

  /// What is kept of a search that is stopped.
  func unfinishedWork(
    of search: NeighbourSearch,
    among stored: StoredEmbeddings,
    in project: Project
  ) -> UnfinishedWork {
    let options = options(of: search, isExact: isExact, encoder: stored.summary.encoder)
    return UnfinishedWork(of: .neighbours, in: project, set: stored.set, options: options)
  }

  private func options(
    of search: NeighbourSearch,
    isExact: Bool,
    encoder: EncoderDescription
  ) -> [String: String] {
    var options = ["encoder": "\(encoder.name) \(encoder.version)"]
    guard !isExact else { return options }
    options["trees"] = "\(search.trees)"
    options["leaf"] = "\(search.leafSize)"
    options["seed"] = "\(search.seed)"
    return options
  }
}
