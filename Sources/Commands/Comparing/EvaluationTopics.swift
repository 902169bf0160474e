import Clustering
import Curation
import Foundation
import ProjectStore
import TextUI

/// The topics of a pool in which picks are counted.
struct EvaluationTopics {
  /// Where topics are from.
  enum Source: String, Encodable {
    /// The project's own, which `topics` lists.
    case project
    /// Found for the evaluation alone, in a project that has none for all of its vectors.
    case evaluation
  }

  /// For each vector the number of its topic, from 0.
  let rows: [Int]
  /// How many topics there are.
  let count: Int
  let source: Source

  /// The most topics that a pool is grouped into, and how many instructions one has at least on average.
  private static let (most, leastSize) = (50, 10)

  /// Takes the topics of a project, or else finds some among its vectors.
  ///
  /// - Throws: `ProjectError`, or `ClusteringError`, such as that the task was cancelled.
  init(of stored: StoredEmbeddings, in project: Project, on line: ProgressLine) async throws {
    let known = try project.topics().count { $0.number.subtopic == nil }
    let numbers = try project.topicNumbers()
    let rows = stored.rows.map { numbers.indices.contains($0) ? Int(numbers[$0]) : 0 }
    if known > 0, rows.allSatisfy((1...known).contains) {
      self.rows = rows.map { $0 - 1 }
      count = known
      source = .project
    } else {
      var steps = DivisionLine(on: line, for: "topics: ")
      let found = try await PoolTopics(
        of: stored.embeddings,
        count: min(Self.most, max(2, stored.embeddings.count / Self.leastSize)),
        workers: ProcessInfo.processInfo.activeProcessorCount
      ) { steps.show($0) }
      self.rows = found.topics
      count = found.count
      source = .evaluation
    }
  }
}
