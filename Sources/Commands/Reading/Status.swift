import ArgumentParser
import ProjectStore
import TextUI

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell where a project stands and what to do next."
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Flag(help: "Print JSON, with the provenance of every stage.")
  var json = false

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    let status = try ProjectStatus(of: project)
    if json { return try JSONOutput.print(status) }
    Console.print("\(untrusted: status.project)")
    Console.print("  pool      \(status.instructions) instructions")
    if let embedding = status.embedding {
      Console.print(
        "  embedded  \(embedding.vectors) x \(embedding.dimensions) by the \(untrusted: embedding.encoder) encoder, in \(untrusted: embedding.storedAs)"
      )
    }
    if let draft = status.embeddingDraft {
      Console.print(
        "            \(draft.vectors) made by the \(untrusted: draft.encoder) encoder, not in use before all are; embed goes on"
      )
    }
    if let near = status.nearDuplicates {
      Console.print(
        "  near      \(near.instructions) instructions have a near-duplicate\(near.isExact ? "" : ", or a few more")"
      )
    }
    if let topics = status.topics {
      Console.print("  topics    \(topics.topics) with \(topics.subtopics) subtopics")
    }
    if let clustering = status.clustering {
      let fitting: DisplayText = clustering.miniBatch.map { "batches of \($0), " } ?? ""
      Console.print(
        "  clusters  \(clustering.clusters) (\(untrusted: clustering.method), "
          + fitting + "seed \(untrusted: clustering.seed)), \(clustering.picks) to pick in each"
      )
    }
    if let clustering = status.clustering { printLeftOut(of: clustering) }
    if let ranking = status.ranking { print(ranking) }
    if let clustering = status.clustering {
      let verdicts = status.verdicts
      Console.print(
        "  decided   \(status.decided)/\(clustering.clusters): \(verdicts["accept"] ?? 0) accepted, \(verdicts["override"] ?? 0) overridden, \(verdicts["none"] ?? 0) none; \(verdicts["skip"] ?? 0) skipped"
      )
      Console.print("  queue     \(status.queue) instructions")
    }
    Console.print("  next      \(untrusted: status.next)")
  }

  private func printLeftOut(of clustering: ProjectStatus.Clustering) {
    var parts: [DisplayText] = []
    if clustering.leftOutDuplicates > 0 { parts.append("\(clustering.leftOutDuplicates) near-duplicates") }
    if clustering.leftOutAnnotated > 0 { parts.append("\(clustering.leftOutAnnotated) annotated already") }
    if clustering.leftOutByQuota > 0 { parts.append("\(clustering.leftOutByQuota) by quota") }
    guard let first = parts.first else { return }
    Console.print("  left out  " + parts.dropFirst().reduce(first) { $0 + ", " + $1 })
  }

  private func print(_ ranking: ProjectStatus.RankingCounts) {
    Console.print("  ranked    \(ranking.ranked) by \(untrusted: ranking.ranker)")
    let failures = ranking.failed.values.reduce(0, +)
    if failures > 0 {
      let kinds = ranking.failed.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(
        separator: ", "
      )
      Console.print("            \(failures) without a ranking: \(untrusted: kinds)")
    }
    for sentence in ranking.odd.sentences { Console.print("            \(untrusted: sentence)") }
    if ranking.unasked > 0 { Console.print("            \(ranking.unasked) not asked yet") }
    if ranking.promptTokens + ranking.completionTokens > 0 {
      Console.print(
        "            \(ranking.attempts) requests, \(ranking.promptTokens) tokens in, \(ranking.completionTokens) tokens out"
      )
    }
  }
}
