import Curation
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct RankShiftsTests {
  @Test func `where a candidate stands without suspect sentences is kept for its run`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let project = fixture.project
    #expect(try project.rankShifts(cluster: 1).isEmpty)
    let run = try project.beginRun(RankingsTests.setup, at: ProjectFixture.time)
    let id = try project.cluster(1).candidates[1]
    try project.record(RankShift(before: 1, after: 2), of: id, in: 1, run: run.id)
    try project.record(RankShift(before: 1, after: 3), of: id, in: 1, run: run.id)
    #expect(try fixture.reopened().rankShifts(cluster: 1) == [id: RankShift(before: 1, after: 3)])
    #expect(try project.rankShifts(cluster: 2).isEmpty)
    var other = RankingsTests.setup
    other.rank(in: .adaptive, by: .borda)
    _ = try project.beginRun(other, at: ProjectFixture.time)
    #expect(try project.rankShifts(cluster: 1).isEmpty)
  }

  @Test func `what is no candidate and no run is refused`() throws {
    let fixture = try ProjectFixture.divided(clusters: 2)
    let run = try fixture.project.beginRun(RankingsTests.setup, at: ProjectFixture.time)
    let shift = RankShift(before: 1, after: 3)
    let stranger = try fixture.project.cluster(2).candidates[0]
    #expect(throws: ProjectError.notACandidate(stranger, cluster: 1)) {
      try fixture.project.record(shift, of: stranger, in: 1, run: run.id)
    }
    #expect(throws: ProjectError.unknownRun(9)) {
      try fixture.project.record(shift, of: stranger, in: 2, run: 9)
    }
  }

  @Test func `three places are a move, either way`() {
    #expect(RankShift(before: 1, after: 4).isMoved && RankShift(before: 6, after: 3).isMoved)
    #expect(!RankShift(before: 1, after: 3).isMoved && !RankShift(before: 2, after: 2).isMoved)
  }
}
