import Clustering
import Curation
import Foundation
import ProjectStore
import TextUI

/// Which instructions of a pool are cut into clusters, and why the others are not.
struct ClusterScope {
  /// The row numbers of what is cut into clusters, ascending.
  let rows: [Int]
  /// The others, ascending.
  let leftOut: [LeftOut]
  /// The row numbers of what is annotated already, ascending.
  let annotated: [Int]

  /// Looks for what is to be left out.
  ///
  /// - Parameters:
  ///   - stored: The vectors of the pool, one for each instruction.
  ///   - project: The project.
  ///   - annotated: The row numbers of what is annotated already, ascending.
  ///   - leastOfDuplicates: From which similarity on near-duplicates are left out; nil to leave none out. They must be
  ///     known then.
  /// - Throws: `ProjectError`, or that the task was cancelled.
  init(
    of stored: StoredEmbeddings,
    in project: Project,
    annotated: [Int],
    leastOfDuplicates: Double?
  ) async throws {
    self.annotated = annotated
    var reasons: [Int: LeftOut.Reason] = [:]
    for row in annotated { reasons[row] = .annotated }
    if let leastOfDuplicates {
      let alike = try project.rows(withSimilarity: leastOfDuplicates)
      var progress = ProgressLine("leaving out near-duplicates")
      defer { progress.finish() }
      let repeats = try await DuplicateSieve(threshold: leastOfDuplicates).repeats(
        of: stored.embeddings,
        among: alike.filter { reasons[$0] == nil },
        staying: alike.filter { reasons[$0] != nil },
        workers: ProcessInfo.processInfo.activeProcessorCount
      ) { done, total in progress.show(done, of: total) }
      for found in repeats {
        reasons[found.row] = .duplicate(of: found.original, similarity: found.similarity)
      }
    }
    rows = (0..<stored.embeddings.count).filter { reasons[$0] == nil }
    leftOut = reasons.map { LeftOut(row: $0, reason: $1) }.sorted { $0.row < $1.row }
  }

  /// All that is left out when parts without clusters are, too, ascending.
  func leftOut(beside parts: [ClusterPart]) -> [LeftOut] {
    let more = parts.filter { $0.clusters == 0 }.flatMap(\.rows).map { LeftOut(row: $0, reason: .quota) }
    return (leftOut + more).sorted { $0.row < $1.row }
  }
}

/// A part of a pool that is cut into clusters by itself.
struct ClusterPart: Equatable {
  /// What it is called for a person; untrusted text.
  var title: String
  /// Its row numbers, ascending.
  var rows: [Int]
  /// How many clusters it has.
  var clusters: Int
}
