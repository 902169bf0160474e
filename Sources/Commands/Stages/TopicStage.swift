import Clustering
import Curation
import Embedding
import Foundation
import ProjectStore
import TextUI

/// Finds what the pool of a project is about: topics, and the subtopics of each.
struct TopicStage {
  /// How many topics there are to be; nil for as many as such a pool usually has.
  var topics: Int?
  /// How many subtopics there are to be in all; nil for as many as such a pool usually has.
  var subtopics: Int?
  /// What the beginning of K-means and the sample of a large pool depend on.
  var seed: UInt64 = 0
  /// The most memory to take; nil for as much as it needs.
  var memory: MemorySize?

  /// Finds topics and reports on standard error.
  func run(on project: Project) async throws {
    try checkMemory(in: project)
    try await interruptible { try await find(among: try project.requiredEmbeddings(), in: project) }
  }

  /// Sees that the search fits into its bound of memory.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - option: The option that leaves the search out; nil where there is none.
  /// - Throws: `CommandError` when it does not, or when so many topics cannot be made.
  func checkMemory(in project: Project, otherwise option: String? = nil) throws {
    guard let memory, let summary = try project.embeddingSummary() else { return }
    let plan = MemoryPlan(
      topicsOf: summary.count,
      dimensions: summary.dimensions,
      subtopics: try numbers(for: summary.count).subtopics,
      workers: ProcessInfo.processInfo.activeProcessorCount
    )
    try plan.check(
      memory,
      for: "Looking for topics",
      otherwise: option.map { "leave that out with \($0)" } ?? "look among fewer instructions"
    )
  }

  /// Finds topics among vectors that are loaded already, until its task is cancelled.
  func find(among stored: StoredEmbeddings, in project: Project) async throws {
    let started = Clock.now
    let numbers = try self.numbers(for: stored.embeddings.count)
    var line = ProgressLine("looking for topics")
    line.showTitle()
    defer { line.finish() }
    var steps = DivisionLine(on: line, for: "topics: ")
    let tree = try await TopicTree(
      of: stored.embeddings,
      topics: numbers.topics,
      subtopics: numbers.subtopics,
      seed: seed,
      workers: ProcessInfo.processInfo.activeProcessorCount
    ) { steps.show($0) }
    line.begin("naming topics")
    let topics = try labelled(tree, of: stored, in: project)
    let count = topics.count { $0.number.subtopic == nil }
    line.begin("saving topics")
    try project.save(
      topics,
      members: zip(stored.rows, tree.rows).lazy.map { (row: $0, number: tree.subtopics[Int($1)]) },
      ofSet: stored.set,
      stage: Stage(
        name: .topics,
        options: [
          "topics": "\(numbers.topics)", "subtopics": "\(numbers.subtopics)", "seed": "\(seed)",
          "encoder": "\(stored.summary.encoder.name) \(stored.summary.encoder.version)",
        ],
        counts: ["topics": count, "subtopics": tree.subtopics.count],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    line.finish()
    Console.note("Found \(count) topics with \(tree.subtopics.count) subtopics.")
  }

  private func numbers(for count: Int) throws -> (topics: Int, subtopics: Int) {
    let usual = TopicTree.usualNumbers(for: count)
    let topics = topics ?? min(usual.topics, subtopics ?? .max)
    let subtopics = subtopics ?? max(usual.subtopics, topics)
    guard subtopics <= TopicTree.mostSubtopics else {
      throw CommandError(
        "\(subtopics) subtopics are more than can be merged into topics.",
        suggestion: "Ask for at most \(TopicTree.mostSubtopics) subtopics."
      )
    }
    guard topics <= subtopics, subtopics <= count else {
      throw CommandError(
        "\(topics) topics with \(subtopics) subtopics cannot be made of \(count) instructions.",
        suggestion: "Ask for no more topics than subtopics, and no more subtopics than instructions."
      )
    }
    return (topics, subtopics)
  }

  /// Reads only the texts that labels are made of.
  private func labelled(
    _ tree: TopicTree,
    of stored: StoredEmbeddings,
    in project: Project
  ) throws -> [Topic] {
    let tokenizer = LexicalTokenizer()
    var terms = LabelTerms()
    var next = TopicLabels.rows(of: tree)[...]
    var row = 0
    try project.forEachInstruction { instruction in
      try Task.checkCancellation()
      defer { row += 1 }
      guard let place = next.first, stored.rows[place] == row else { return }
      let text = EmbeddingText.plain.text(of: instruction)
      terms.append(text, terms: tokenizer.terms(of: text))
      next.removeFirst()
    }
    return TopicLabels(of: tree, terms: terms).topics
  }
}
