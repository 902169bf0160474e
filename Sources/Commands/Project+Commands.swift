import Curation
import Foundation
import ProjectStore
import TextUI

extension Project {
  /// The project's path as one would type it from here.
  var typedPath: String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }

  /// The division that counts.
  ///
  /// - Throws: `CommandError` that says what to do next when there is none.
  var currentDivision: ProjectStore.Division {
    get throws {
      if let division = try division { return division }
      try requireInstructions()
      guard try embeddingSummary() != nil else {
        throw CommandError(
          "The project has no embeddings and no clusters yet.",
          suggestion: "Next: handpick embed \(typedPath), then handpick cluster \(typedPath) --clusters N"
        )
      }
      throw CommandError(
        "The project has no clusters yet.",
        suggestion: "Next: handpick cluster \(typedPath) --clusters N"
      )
    }
  }

  /// Makes sure that there is a pool.
  ///
  /// - Throws: `CommandError` that says what to do next when there is none.
  func requireInstructions() throws {
    guard try instructionCount == 0 else { return }
    throw CommandError(
      "The project has no instructions yet.",
      suggestion: "Import a pool first: handpick import \(typedPath) POOL"
    )
  }

  /// The vectors of the pool, of which there is at least one.
  ///
  /// - Throws: `CommandError` that says what to do next when there are none.
  func requiredEmbeddings() throws -> StoredEmbeddings {
    var line = ProgressLine("reading vectors")
    line.showTitle()
    defer { line.finish() }
    guard let stored = try embeddings(), stored.embeddings.count > 0 else {
      throw CommandError(
        "The project has no embeddings yet.",
        suggestion: "Embed the pool first: handpick embed \(typedPath)"
      )
    }
    return stored
  }

  /// Says what the opening had to say: a backup that was made, a file system without write-ahead logging.
  func noteWarnings() throws {
    if let warning {
      Console.note("handpick: \(untrusted: warning.summary) \(untrusted: warning.suggestion)")
    }
    if let backupPath {
      Console.note("The project was brought up to date; the old one is kept at \(untrusted: backupPath).")
    }
  }

  /// Says which run is under review, where there are several.
  func noteReviewedRun() throws {
    guard let run = try currentRun, try runs().count > 1 else { return }
    Console.note(
      "Under review is run \(run.id), \(untrusted: run.setup.origin.title); handpick runs \(untrusted: typedPath) --review N chooses another."
    )
  }

  /// The queue as it stands.
  func queue() throws -> Queue {
    try Queue(
      clusters: try clusters(),
      review: try review(),
      ranking: { try ranking(cluster: $0, run: $1) },
      instruction: { try instruction($0) },
      topic: { try topic(of: $0) }
    )
  }
}
