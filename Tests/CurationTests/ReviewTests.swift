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
  func `undo goes back through every state that random acts led through, and redo forth again`(
    seed: UInt64
  ) throws {
    var log = SampleLog()
    var random = SplitMix(state: seed)
    let verdicts: [Verdict] = [.accept, .override, .none, .skip]
    var states = [log.standings(1...9)]
    for _ in 0..<200 {
      let cluster = Int.random(in: 1...9, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: log.append(.flag(Bool.random(using: &random)), cluster: cluster)
      case 1: log.append(.note(["odd", "", "ask Bob"].randomElement(using: &random) ?? ""), cluster: cluster)
      default: try log.decide(cluster, verdicts.randomElement(using: &random) ?? .skip)
      }
      states.append(log.standings(1...9))
    }
    for state in states.dropLast().reversed() {
      try log.undo()
      #expect(log.standings(1...9) == state)
    }
    #expect(log.review.nextUndo(by: "ada") == nil)
    for state in states.dropFirst() {
      try log.redo()
      #expect(log.standings(1...9) == state)
    }
    #expect(log.review.nextRedo(by: "ada") == nil)
    #expect(Review(log: log.entries) == log.review)
  }

  @Test func `a flag and a note are taken back in turn with decisions`() throws {
    var log = SampleLog()
    log.append(.note("first"), cluster: 1)
    try log.decide(2, .accept)
    log.append(.note("second"), cluster: 1)
    log.append(.flag(true), cluster: 2)
    try log.undo()
    #expect(!log.review.standing(of: 2).isFlagged)
    try log.undo()
    #expect(log.review.standing(of: 1).note == "first")
    try log.undo()
    #expect(log.review.isOpen(2))
    try log.undo()
    #expect(log.review.standing(of: 1).note.isEmpty)
  }

  @Test func `the flag of another curator outlasts the undo of one's own`() throws {
    var log = SampleLog()
    log.append(.flag(true), cluster: 1)
    log.append(.flag(true), cluster: 1, by: "bob")
    log.append(.note("ada's"), cluster: 1)
    log.append(.note("bob's"), cluster: 1, by: "bob")
    try log.undo()
    try log.undo()
    #expect(log.review.standing(of: 1).isFlagged)
    #expect(log.review.standing(of: 1).note == "bob's")
    #expect(log.review.nextUndo(by: "ada") == nil)
  }

  @Test func `after a new flag or note there is nothing to redo`() throws {
    var log = SampleLog()
    try log.decide(1, .accept)
    try log.undo()
    log.append(.flag(true), cluster: 2)
    #expect(log.review.nextRedo(by: "ada") == nil)
    try log.undo()
    #expect(log.review.nextRedo(by: "ada")?.event == .flag(true))
    try log.redo()
    #expect(log.review.nextRedo(by: "ada") == nil)
  }

  @Test func `a log from before flags and notes could be taken back means what it meant`() throws {
    var log = SampleLog()
    try log.decide(1, .accept)
    log.append(.flag(true), cluster: 1)
    log.append(.note("odd"), cluster: 1)
    // Undo took back the decision, and redo restored it, whatever was flagged or noted meanwhile.
    log.append(.undo(of: 1), cluster: 1)
    #expect(log.review.isOpen(1))
    log.append(.flag(true), cluster: 2)
    log.append(.redo(of: 1), cluster: 1)
    #expect(log.review.decision(for: 1)?.verdict == .accept)
    #expect(log.review.standing(of: 1).isFlagged && log.review.standing(of: 1).note == "odd")
    // From here on the old flags and notes are taken back as well.
    #expect(log.review.nextUndo(by: "ada")?.event == .flag(true))
    try log.undo()
    try log.undo()
    #expect(log.review.standing(of: 1).note.isEmpty)
  }

  @Test func `an undo that is not its turn's changes nothing`() throws {
    var log = SampleLog()
    try log.decide(1, .accept)
    try log.decide(2, .accept)
    let before = log.standings(1...2)
    log.append(.undo(of: 1), cluster: 1)
    log.append(.undo(of: 2), cluster: 2, by: "bob")
    log.append(.redo(of: 1), cluster: 1)
    #expect(log.standings(1...2) == before)
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
    let act = try #require(review.nextUndo(by: curator))
    append(.undo(of: act.sequence), cluster: act.cluster, by: curator)
  }

  mutating func redo(by curator: String = "ada") throws {
    let act = try #require(review.nextRedo(by: curator))
    append(.redo(of: act.sequence), cluster: act.cluster, by: curator)
  }

  /// How clusters stand, but for the place in the log.
  func standings(_ clusters: ClosedRange<Int>) -> [Standing] {
    clusters.map { cluster in
      var standing = review.standing(of: cluster)
      standing.version = 0
      return standing
    }
  }

  mutating func append(_ event: ReviewEvent, cluster: Int, by curator: String = "ada") {
    let sequence = Int64(entries.count + 1)
    let time = Date(timeIntervalSince1970: 1_700_000_000 + Double(sequence))
    let entry = LogEntry(sequence: sequence, time: time, curator: curator, cluster: cluster, event: event)
    entries.append(entry)
    review.apply(entry)
  }
}
