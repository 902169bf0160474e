import Curation
import ProjectStore
import Testing

@Suite struct TriesTests {
  @Test func `all that was kept of a try is told again, run by run and oldest first`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let project = fixture.project
    let runs = try ["one", "other"].map {
      try project.beginRun(RankingRun.Setup(origin: .model(name: $0), model: $0), at: ProjectFixture.time)
    }
    var failed = try fixture.failure(of: 1, .truncated)
    failed.reply = "half\n\u{1B}[31m a reply"
    failed.requestHash = "ab12"
    failed.model = "served"
    failed.pass = 2
    var ranked = try fixture.reversal(of: 1)
    ranked.pass = 2
    try project.record([failed, try fixture.reversal(of: 2), ranked], inRun: runs[0].id)
    try project.record([try fixture.reversal(of: 1)], inRun: runs[1].id)
    #expect(try project.tries(atCluster: 1, inRun: runs[0].id) == [failed, ranked])
    #expect(try project.tries(atCluster: 1, inRun: runs[1].id) == [fixture.reversal(of: 1)])
    #expect(try project.tries(atCluster: 2, inRun: runs[1].id).isEmpty)
    #expect(try project.tries(atCluster: 1, inRun: 99).isEmpty)
    #expect(throws: ProjectError.unknownCluster(3)) { try project.tries(atCluster: 3, inRun: runs[0].id) }
  }
}
