import Curation
import Foundation
import ProjectStore

/// Where a project stands; text and JSON are made of it.
struct ProjectStatus: Encodable {
  struct Embedding: Encodable {
    var encoder: String
    var vectors: Int
    var dimensions: Int
    var storedAs: String
  }

  /// Vectors that are being made and not in use yet.
  struct Draft: Encodable {
    var encoder: String
    var vectors: Int
  }

  struct Clustering: Encodable {
    var method: String
    var clusters: Int
    var picks: Int
    var seed: String
    /// How many instructions were in each of the batches that K-means fitted its centers to; nil for no batches.
    var miniBatch: Int?
    /// What is in no cluster on purpose.
    var leftOutDuplicates: Int
    var leftOutAnnotated: Int
    var leftOutByQuota: Int
  }

  struct NearDuplicates: Encodable {
    var instructions: Int
    /// Whether all pairs were compared.
    var isExact: Bool
  }

  struct TopicCounts: Encodable {
    var topics: Int
    var subtopics: Int
  }

  struct RankingCounts: Encodable {
    var ranker: String
    var ranked: Int
    var failed: [String: Int]
    var unasked: Int
    var attempts: Int
    var promptTokens: Int
    var completionTokens: Int
    var odd: RankingNotes
  }

  struct StageRecord: Encodable {
    var name: String
    var options: [String: String]
    var counts: [String: Int]
    var version: String
    var started: Date
    var finished: Date
  }

  var project: String
  var instructions: Int
  var embedding: Embedding?
  /// Nil when no vectors are being made.
  var embeddingDraft: Draft?
  /// Nil when nobody has looked for them yet.
  var nearDuplicates: NearDuplicates?
  /// Nil when nobody has looked for them yet.
  var topics: TopicCounts?
  var clustering: Clustering?
  var ranking: RankingCounts?
  var decided: Int
  var verdicts: [String: Int]
  var queue: Int
  var next: String
  var stages: [StageRecord]

  init(of project: Project) throws {
    self.project = project.typedPath
    instructions = try project.instructionCount
    if let summary = try project.embeddingSummary() {
      embedding = Embedding(
        encoder: summary.encoder.name,
        vectors: summary.count,
        dimensions: summary.dimensions,
        storedAs: summary.element.rawValue
      )
    }
    embeddingDraft = try project.embeddingDraft().map {
      Draft(encoder: $0.encoding.encoder.name, vectors: $0.count)
    }
    nearDuplicates = try project.nearDuplicates().map {
      NearDuplicates(instructions: $0.instructions, isExact: $0.isExact)
    }
    let topics = try project.topics()
    if !topics.isEmpty {
      let count = topics.count { $0.number.subtopic == nil }
      self.topics = TopicCounts(topics: count, subtopics: topics.count - count)
    }
    var review = Review()
    var clusters = 0
    if let division = try project.division {
      let leftOut = try project.leftOutCounts()
      clustering = Clustering(
        method: division.method.rawValue,
        clusters: division.clusters,
        picks: division.picks,
        seed: String(division.seed),
        miniBatch: try project.stages().last { $0.name == .cluster }?.counts["mini-batch"],
        leftOutDuplicates: leftOut.duplicates,
        leftOutAnnotated: leftOut.annotated,
        leftOutByQuota: leftOut.quota
      )
      clusters = division.clusters
      ranking = try Self.ranking(of: project)
      review = try project.review()
    }
    let counts = review.counts
    verdicts = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, counts[$0] ?? 0) })
    decided = (counts[.accept] ?? 0) + (counts[.override] ?? 0) + (counts[.none] ?? 0)
    queue = clusters > 0 ? try project.queue().items.count : 0
    stages = try project.stages().map {
      StageRecord(
        name: $0.name.rawValue,
        options: $0.options,
        counts: $0.counts,
        version: $0.version,
        started: $0.started,
        finished: $0.finished
      )
    }
    next = ""
    next = nextStep(clusters: clusters)
  }

  private static func ranking(of project: Project) throws -> RankingCounts? {
    guard let run = try project.currentRun else { return nil }
    let usage = try project.usage(ofRun: run.id)
    var counts = RankingCounts(
      ranker: run.setup.origin.title,
      ranked: 0,
      failed: [:],
      unasked: 0,
      attempts: usage.replies,
      promptTokens: usage.promptTokens,
      completionTokens: usage.completionTokens,
      odd: try RankingNotes(of: run, in: project)
    )
    for state in try project.rankingStates() {
      switch state {
      case .ranked: counts.ranked += 1
      case .failed(let category): counts.failed[category.rawValue, default: 0] += 1
      case .unasked: counts.unasked += 1
      }
    }
    return counts
  }

  private func nextStep(clusters: Int) -> String {
    if instructions == 0 { return "handpick import \(project) POOL" }
    guard let embedding, embedding.vectors == instructions else { return "handpick embed \(project)" }
    if clustering == nil { return "handpick cluster \(project) --clusters N" }
    guard let ranking, ranking.unasked == 0 else {
      return "handpick rank \(project) --endpoint URL --model NAME"
    }
    if decided < clusters { return "handpick review \(project)" }
    return "handpick export \(project) --format jsonl --output FILE"
  }
}
