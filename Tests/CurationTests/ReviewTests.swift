import Curation
import Foundation
import TestSupport
import Testing

@Suite struct ReviewTests {
  @Test func `the newest decision about a cluster counts`() throws {
    var log = SampleLog()
    try log.decide(1, .accept)
    try log.decide(1, .none)
    #expect(log.review.decision(for: 1)?.verdict == Verdict.none)
    #expect(log.review.version(of: 1) == 2)
    #expect(log.review.version(of: 2) == 0)
  }

  @Test func `a skipped cluster stays open`() throws {
    var log = SampleLog()
    try log.decide(1, .skip)
    try log.decide(2, .none)
    #expect(log.review.isOpen(1))
    #expect(!log.review.isOpen(2))
    #expect(log.review.isOpen(3))
    #expect(log.review.counts == [.skip: 1, .none: 1])
  }

  @Test(arguments: [1, 2, 3, 4, 5])
  func `undoing every one of many random decisions leads back to the start, and redo forth again`(
    seed: UInt64
  ) throws {
    var log = SampleLog()
    var random = SplitMix(state: seed)
    let verdicts: [Verdict] = [.accept, .override, .none, .skip]
    for _ in 0..<200 {
      try log.decide(Int.random(in: 1...9, using: &random), verdicts.randomElement(using: &random) ?? .skip)
    }
    let decided = (1...9).map { log.review.decision(for: $0) }
    for _ in 0..<200 { try log.undo() }
    #expect(log.review.nextUndo(by: "ada") == nil)
    #expect((1...9).allSatisfy { log.review.decision(for: $0) == nil })
    for _ in 0..<200 { try log.redo() }
    #expect(log.review.nextRedo(by: "ada") == nil)
    #expect((1...9).map { log.review.decision(for: $0) } == decided)
  }

  @Test func `a new decision leaves nothing to redo`() throws {
    var log = SampleLog()
    try log.decide(1, .accept)
    try log.undo()
    try log.decide(2, .none)
    #expect(log.review.nextRedo(by: "ada") == nil)
  }

  @Test func `a curator undoes only their own decisions`() throws {
    var log = SampleLog()
    try log.decide(1, .accept, by: "ada")
    try log.decide(1, .none, by: "bob")
    try log.undo(by: "ada")
    #expect(log.review.decision(for: 1)?.verdict == Verdict.none)
    try log.undo(by: "bob")
    #expect(log.review.decision(for: 1) == nil)
    try log.redo(by: "ada")
    #expect(log.review.decision(for: 1)?.verdict == .accept)
    try log.redo(by: "bob")
    #expect(log.review.decision(for: 1)?.verdict == Verdict.none)
  }

  @Test func `redo keeps the time at which it was decided`() throws {
    var log = SampleLog()
    try log.decide(1, .accept)
    let before = log.review.step(for: 1)?.entry.time
    try log.undo()
    try log.redo()
    #expect(log.review.step(for: 1)?.entry.time == before)
  }
}

/// A log that is written by hand, one second after another.
struct SampleLog {
  private(set) var entries: [LogEntry] = []
  private(set) var review = Review()

  static func cluster(_ number: Int) -> Cluster {
    Cluster(
      number: number,
      label: "label",
      candidates: ["p\(number)", "q\(number)"].map { InstructionID($0) }
    )
  }

  static func ranking(_ number: Int) throws -> Ranking {
    let candidates = cluster(number).candidates
    return try Ranking(
      of: candidates,
      cluster: number,
      order: candidates,
      rationales: [candidates[0]: "telling"],
      origin: .model(name: "tiny")
    )
  }

  mutating func decide(_ number: Int, _ verdict: Verdict, by curator: String = "ada") throws {
    let cluster = Self.cluster(number)
    let picks: [InstructionID] =
      switch verdict {
      case .accept: [cluster.candidates[0]]
      case .override, .pick: [cluster.candidates[1]]
      case .none, .skip: []
      }
    let decision = try Decision(
      verdict,
      picks: picks,
      in: cluster,
      ranking: Self.ranking(number),
      presentation: Presentation(order: cluster.candidates, showedRanking: true, run: 1)
    )
    append(.decide(decision), cluster: number, by: curator)
  }

  mutating func undo(by curator: String = "ada") throws {
    let step = try #require(review.nextUndo(by: curator))
    append(.undo(of: step.entry.sequence), cluster: step.entry.cluster, by: curator)
  }

  mutating func redo(by curator: String = "ada") throws {
    let step = try #require(review.nextRedo(by: curator))
    append(.redo(of: step.entry.sequence), cluster: step.entry.cluster, by: curator)
  }

  private mutating func append(_ event: ReviewEvent, cluster: Int, by curator: String) {
    let sequence = Int64(entries.count + 1)
    let time = Date(timeIntervalSince1970: 1_700_000_000 + Double(sequence))
    let entry = LogEntry(sequence: sequence, time: time, curator: curator, cluster: cluster, event: event)
    entries.append(entry)
    review.apply(entry)
  }
}
