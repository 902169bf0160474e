import Clustering
import Curation
import Foundation
import ProjectStore

extension ClusterStage {
  /// Sees that all that the stage will do fits into its bound of memory, as far as vectors and parts are known by now.
  ///
  /// - Throws: `CommandError` when something does not.
  func checkMemory(for request: ClusterRequest, in project: Project) throws {
    guard let memory, let summary = try project.embeddingSummary() else { return }
    // Instructions without a vector get one first, or the request is refused.
    guard try summary.count == project.instructionCount else { return }
    if strata == nil, leastOfDuplicates == nil {
      let plan = MemoryPlan(
        division(into: clusters, beginningWith: request.centroids),
        of: summary.count - request.annotated.count,
        in: summary.count,
        dimensions: summary.dimensions,
        annotated: request.annotated.count,
        workers: ProcessInfo.processInfo.activeProcessorCount
      )
      try check(plan, memory)
    } else {
      // How large parts are is not known yet.
      try check(MemoryPlan(partsOf: summary.count, dimensions: summary.dimensions), memory)
    }
    try checkMemoryOfMissing(in: project)
  }

  /// Sees that looking for what a project lacks beside clusters fits into the bound of memory.
  ///
  /// - Throws: `CommandError` when something does not.
  func checkMemoryOfMissing(in project: Project) throws {
    if findsNeighbours, try project.nearDuplicates() == nil {
      try NeighbourStage(seed: seed, memory: memory).checkMemory(
        in: project,
        otherwise: leastOfDuplicates == nil ? "--no-neighbours" : nil
      )
    }
    if findsTopics || strata == .topic, try project.topics().isEmpty {
      try TopicStage(seed: seed, memory: memory).checkMemory(
        in: project,
        otherwise: strata == .topic ? nil : "--no-topics"
      )
    }
  }

  /// A division of some rows with the tables and the sample that the bound of memory has room for.
  ///
  /// - Parameters:
  ///   - division: The division.
  ///   - rows: How many rows are divided.
  ///   - stored: The vectors of the pool.
  ///   - annotated: How many of them are annotated already.
  /// - Returns: The division.
  /// - Throws: `CommandError` when what is needed at least does not fit.
  func bounded(
    _ division: Clustering.Division,
    of rows: Int,
    _ stored: StoredEmbeddings,
    annotated: Int
  ) throws -> Clustering.Division {
    guard let memory else { return division }
    let workers = ProcessInfo.processInfo.activeProcessorCount
    let dimensions = stored.embeddings.dimensions
    let plan = MemoryPlan(
      division,
      of: rows,
      in: stored.embeddings.count,
      dimensions: dimensions,
      annotated: annotated,
      workers: workers
    )
    try check(plan, memory)
    let bounded = plan.bounded(
      division,
      to: memory.bytes,
      rows: rows,
      dimensions: dimensions,
      workers: workers
    )
    return bounded ?? division
  }

  private func check(_ plan: MemoryPlan, _ memory: MemorySize) throws {
    let hasRounded = method == .coreset || method == .similar
    try plan.check(
      memory,
      for: "Clustering",
      otherwise: hasRounded ? "make diverse clusters" : "cluster fewer instructions"
    )
  }
}
