import Curation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

/// A project in a folder of its own, brought as far along the stages as a test needs.
struct ProjectFixture {
  let folder: TemporaryFolder
  let project: Project

  /// Makes a project with `count` instructions.
  init(count: Int = 0) throws {
    folder = try TemporaryFolder()
    project = try Project.create(at: folder.file("pool.handpick"))
    if count > 0 { try add((0..<count).map(Self.instruction)) }
  }

  /// Makes a project with clusters of three, without a rank.
  static func divided(clusters: Int) throws -> ProjectFixture {
    let fixture = try ProjectFixture(count: clusters * 3)
    try fixture.divide(into: clusters)
    return fixture
  }

  func add(_ instructions: [Instruction]) throws {
    try project.importPool { pool in
      for instruction in instructions { _ = try pool.add(instruction) }
      return Self.stage(.importing, counts: ["added": pool.counts.added])
    }
  }

  @discardableResult
  func divide(into clusters: Int, seed: UInt64 = 1, replacing: Bool = false) throws -> Division {
    let count = try project.instructionCount
    return try project.save(
      partition: (0..<clusters).map { Array(stride(from: $0, to: count, by: clusters)) },
      labels: (1...clusters).map { "label \($0)" },
      method: .diverse,
      picks: 1,
      seed: seed,
      stage: Self.stage(.cluster),
      replacing: replacing
    )
  }

  /// Another view of the same file, as a second program would have it.
  func reopened(access: Project.Access = .readWrite) throws -> Project {
    try Project.open(at: project.path, access: access)
  }

  /// Runs SQL behind the store's back.
  func execute(_ sql: String) throws {
    try DatabaseQueue(path: project.path).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  func count(_ sql: String) throws -> Int? {
    try DatabaseQueue(path: project.path).read { try Int.fetchOne($0, sql: sql) }
  }

  static let time = Date(timeIntervalSince1970: 1_790_000_000.125)

  static func instruction(_ number: Int) -> Instruction {
    Instruction(id: InstructionID("item-\(number)"), text: "Explain item \(number).", source: "pool.jsonl")
  }

  static func stage(_ name: Stage.Name, counts: [String: Int] = [:]) -> Stage {
    Stage(
      name: name,
      options: ["seed": "18446744073709551615", "file": "päth \u{0}"],
      counts: counts,
      version: "0.1.0",
      started: time,
      finished: time.addingTimeInterval(2)
    )
  }

  /// A decision about a cluster that picks the candidate at `index`.
  func decision(_ cluster: Int, index: Int = 0) throws -> ReviewEvent {
    let cluster = try project.cluster(cluster)
    return .decide(
      try Decision(
        .override,
        picks: [cluster.candidates[index]],
        in: cluster,
        ranking: nil,
        reason: .coverage,
        remark: "because",
        presentation: Presentation(order: cluster.candidates, showedRanking: false, run: nil)
      )
    )
  }

  /// A successful try that puts the candidates of a cluster in reverse order.
  func reversal(of cluster: Int, rationale: String = "last is best") throws -> RankingRecord {
    let shown = try project.cluster(cluster).candidates
    let order = Array(shown.reversed())
    let ranking = try Ranking(
      of: shown,
      cluster: cluster,
      order: order,
      rationales: [order[0]: rationale],
      origin: .model(name: "tiny")
    )
    return RankingRecord(
      cluster: cluster,
      outcome: .success(ranking),
      shown: shown,
      reply: "{}",
      promptTokens: 10,
      completionTokens: 3,
      latency: 250,
      time: Self.time
    )
  }

  func failure(of cluster: Int, _ category: RankingFailure.Category = .refusal) throws -> RankingRecord {
    RankingRecord(
      cluster: cluster,
      outcome: .failure(RankingFailure(category, "said \u{0} no")),
      shown: try project.cluster(cluster).candidates,
      promptTokens: 10,
      time: Self.time
    )
  }
}

/// An id, in few letters.
func id(_ text: String) -> InstructionID { InstructionID(text) }
