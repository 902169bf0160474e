import Embedding
import Foundation
import Interchange
import ProjectStore
import SentenceEncoder
import TextUI

/// What a project needs before the room can open on it, with the offer to do it at once.
struct Preparation {
  let project: Project
  /// Whether there is somebody to ask.
  let isInteractive: Bool

  /// Does what is missing, as far as the person wants it.
  ///
  /// - Throws: `CommandError` that says what to do next where something stays missing.
  func run() async throws {
    if isInteractive, try project.division == nil {
      try await offerImport()
      try await offerEmbedding()
      try await offerClustering()
    }
    _ = try project.currentDivision
  }

  private func offerImport() async throws {
    guard try project.instructionCount == 0 else { return }
    Console.note("The project has no instructions yet.")
    let pool = Console.ask("Which pool shall be imported? A file, or Enter to leave:") ?? ""
    guard !pool.isEmpty else { return }
    try await ImportStage(sources: [.file(path: pool)]).run(on: project)
  }

  /// Vectors that were made elsewhere are never replaced.
  private func offerEmbedding() async throws {
    let count = try project.instructionCount
    let summary = try project.embeddingSummary()
    guard count > 0, summary?.count ?? 0 < count else { return }
    let own = [LexicalEncoder.name, SentenceEncoder.name]
    guard summary.map({ own.contains($0.encoder.name) }) ?? true else { return }
    let encoder = try UsualEncoder(for: project, shelf: try? Models.shelf())
    Console.note("\(count - (summary?.count ?? 0)) instructions have no embedding yet.")
    guard Self.isYes(Console.ask("Embed now with \(untrusted: encoder.title)? [Y/n]")) else { return }
    try await encoder.stage().run(on: project)
  }

  private func offerClustering() async throws {
    let count = try project.instructionCount
    guard count > 0, try project.embeddingSummary()?.count == count else { return }
    Console.note("The project has no clusters yet; each is one decision among its candidates.")
    let usual = ClusterStage.usualNumber(for: count)
    let answer = Console.ask("Make \(usual) clusters now? [Y/n, or another number]")
    let wanted = answer.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    guard wanted != nil || Self.isYes(answer) else { return }
    try await ClusterStage(clusters: wanted ?? usual).run(on: project)
  }

  /// Enter alone is a yes; the end of the input is none.
  static func isYes(_ answer: String?) -> Bool {
    guard let answer = answer?.trimmingCharacters(in: .whitespaces).lowercased() else { return false }
    return answer.isEmpty || answer == "y" || answer == "yes"
  }
}

extension ClusterStage {
  /// How many clusters a pool is cut into where nobody says: about ten candidates in each.
  static func usualNumber(for instructions: Int) -> Int { max(1, instructions / 10) }
}
