import Curation
import Foundation
import Testing

@testable import ProjectStore

@Suite struct RepliesTests {
  private let fixture: ProjectFixture
  private let run: RankingRun
  private let reply = KeptReply(
    request: String(repeating: "0f", count: 16),
    text: "NUL \u{0} and Ü",
    refusal: nil,
    finishReason: "stop",
    model: "tiny-1",
    promptTokens: 300,
    completionTokens: 40
  )

  init() throws {
    fixture = try ProjectFixture.divided(clusters: 1)
    run = try fixture.project.beginRun(RankingsTests.setup, at: ProjectFixture.time)
  }

  private func find(_ endpoint: String) throws -> KeptReply? {
    try fixture.reopened().reply(to: reply.request, at: endpoint)
  }

  @Test func `a reply is found by its request and endpoint, byte for byte`() throws {
    #expect(try find(run.setup.endpoint) == nil)
    try fixture.project.keep([reply], paidBy: run.id, at: ProjectFixture.time)
    #expect(try find(run.setup.endpoint) == reply)
    #expect(try find("http://127.0.0.1:2/v1") == nil)
    var refusal = reply
    refusal.request = String(repeating: "1", count: 32)
    refusal.refusal = "no"
    refusal.finishReason = nil
    refusal.logProbabilities = [-0.1, 0, -12.75, -1e-9]
    try fixture.project.keep([refusal], paidBy: run.id, at: ProjectFixture.time)
    #expect(try fixture.project.reply(to: refusal.request, at: run.setup.endpoint) == refusal)
  }

  @Test func `the first reply to a request stays, whichever run it was`() throws {
    var warmer = RankingsTests.setup
    warmer.options["aggregate"] = "rrf"
    let other = try fixture.project.beginRun(warmer, at: ProjectFixture.time)
    var later = reply
    later.text = "later"
    try fixture.project.keep([reply], paidBy: run.id, at: ProjectFixture.time)
    try fixture.project.keep([later], paidBy: other.id, at: ProjectFixture.time)
    #expect(try find(run.setup.endpoint) == reply)
    let spent = RankingUsage(replies: 1, promptTokens: 300, completionTokens: 40)
    #expect(try fixture.project.usage(ofRun: run.id) == spent)
    #expect(
      try fixture.project.usage(ofRun: other.id)
        == RankingUsage(replies: 0, promptTokens: 0, completionTokens: 0)
    )
  }

  @Test func `replies of a run that does not exist are refused`() throws {
    #expect(throws: ProjectError.unknownRun(9)) {
      try fixture.project.keep([reply], paidBy: 9, at: ProjectFixture.time)
    }
  }
}
