import Curation
import Foundation
import ProjectStore
import TextUI

/// What a long stage has done so far: kept in the project now and then, for the same request to go on from.
struct UnfinishedWork {
  let project: Project
  let stage: Stage.Name
  /// All that the result of the stage depends on.
  let request: [String: String]
  /// How long the project is left alone in between.
  var pause: Duration = .seconds(10)

  private var lastKept = ContinuousClock.now
  private var hasFailed = false

  /// Names the work.
  ///
  /// - Parameters:
  ///   - stage: What is being done.
  ///   - project: Where it is kept.
  ///   - set: The set of vectors that it is done with.
  ///   - options: All other choices that can change the result.
  init(of stage: Stage.Name, in project: Project, set: Int, options: [String: String]) {
    self.project = project
    self.stage = stage
    request = options.merging(["vectors": "\(set)", "handpick": Version.current]) { $1 }
  }

  /// What was done of it before it was stopped, which is told; nil for nothing that can be read.
  func found<Draft>(_ read: (Data) -> Draft?) throws -> Draft? {
    guard let draft = try project.unfinishedWork(of: stage, for: request).flatMap(read) else { return nil }
    Console.note("Going on from where the same work was stopped.")
    return draft
  }

  /// Keeps what there is to go on from, if the last time was long ago.
  ///
  /// The work itself does not end where that fails; it is told once.
  mutating func keep(_ state: () -> Data) {
    guard !hasFailed, ContinuousClock.now - lastKept >= pause else { return }
    do {
      try project.keep(unfinished: state(), of: stage, for: request)
    } catch {
      hasFailed = true
      Console.note("What is done so far cannot be kept: \(untrusted: error.summary)")
    }
    lastKept = .now
  }
}
