import Curation
import Foundation
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct BatchTests {
  private let fixture: ProjectFixture
  private var project: Project { fixture.project }

  init() throws { fixture = try ProjectFixture.divided(clusters: 5) }

  @Test func `decisions made at one stroke are taken back and restored together`() throws {
    try decide(3)
    #expect(try decideTogether(about: [1, 2, 3, 4]) == [1, 2, 4], "what is decided stays")
    #expect(try project.verdicts().count(of: .skip) == 3)
    let batch = try #require(try project.nextUndo(by: "ada")?.batch)
    #expect(try project.undo(batch: batch, by: "ada", at: ProjectFixture.time) == [4, 2, 1])
    #expect(try project.verdicts().count(of: .skip) == 0)
    #expect(try project.verdicts()[3] == .override)
    let again = try #require(try project.nextRedo(by: "ada")?.batch)
    #expect(again == batch)
    #expect(try project.redo(batch: batch, by: "ada", at: ProjectFixture.time) == [1, 2, 4])
    #expect(try project.verdicts().count(of: .skip) == 3)
    // What the table says is what the whole log says.
    let review = try project.review()
    #expect(try project.standings(of: Array(1...5)) == (1...5).map { review.standing(of: $0) })
    #expect(try project.verifyLog() == nil)
  }

  @Test func `two strokes are two steps`() throws {
    _ = try decideTogether(about: [1, 2])
    _ = try decideTogether(about: [4, 5])
    let second = try #require(try project.nextUndo(by: "ada")?.batch)
    #expect(try project.undo(batch: second, by: "ada", at: ProjectFixture.time) == [5, 4])
    #expect(try project.verdicts().count(of: .skip) == 2)
  }

  @Test func `a stroke is taken back only when it is its turn, and then nothing is half done`() throws {
    _ = try decideTogether(about: [1, 2])
    let batch = try #require(try project.nextUndo(by: "ada")?.batch)
    try decide(3)
    #expect(throws: ProjectError.self) { try project.undo(batch: batch, by: "ada", at: ProjectFixture.time) }
    #expect(throws: ProjectError.self) { try project.undo(batch: batch, by: "bob", at: ProjectFixture.time) }
    #expect(try project.verdicts().count(of: .skip) == 2)
  }

  @Test func `when one decision cannot be made none is saved`() throws {
    struct Trouble: Error {}
    #expect(throws: Trouble.self) {
      _ = try project.appendTogether(about: [1, 2], by: "ada", at: ProjectFixture.time) { cluster, batch in
        guard cluster == 1 else { throw Trouble() }
        return try skip(cluster, batch)
      }
    }
    #expect(try project.lastLogSequence() == 0)
  }

  private func decide(_ cluster: Int) throws {
    _ = try project.append(
      try fixture.decision(cluster),
      cluster: cluster,
      by: "ada",
      at: ProjectFixture.time,
      expecting: 0
    )
  }

  private func decideTogether(about clusters: [Int]) throws -> [Int] {
    try project.appendTogether(about: clusters, by: "ada", at: ProjectFixture.time, decision: skip)
  }

  private func skip(_ cluster: Int, _ batch: Int64) throws -> Decision {
    try Decision(
      .skip,
      in: try project.cluster(cluster),
      ranking: nil,
      presentation: Presentation(order: [], showedRanking: false, run: nil, mode: .scripted),
      batch: batch
    )
  }
}

extension LogEntry {
  /// What the decision that it records shares with others.
  fileprivate var batch: Int64? { if case .decide(let decision) = event { decision.batch } else { nil } }
}
