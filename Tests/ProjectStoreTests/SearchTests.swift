import Curation
import Testing

@testable import ProjectStore

@Suite struct SearchTests {
  let fixture: ProjectFixture

  init() throws {
    fixture = try ProjectFixture()
    try fixture.add([
      Instruction(id: id("r0"), text: "Explain TCP congestion"),
      Instruction(id: id("r1"), text: "Schreibe über ÄPFEL", input: "100% sure"),
      Instruction(id: id("r2"), text: "under_score", input: "tcp inside the input"),
      Instruction(id: id("r3"), text: "nothing"),
      Instruction(id: id("ID-tcp"), text: "by id"),
    ])
    try fixture.project.save(
      partition: [[3, 2], [4, 0, 1]],
      labels: ["fruit", "network"],
      method: .random,
      picks: 1,
      seed: 0,
      stage: ProjectFixture.stage(.cluster)
    )
  }

  func search(_ text: String, limit: Int = 10) throws -> [String] {
    try fixture.project.search(text, limit: limit).map { "\($0.cluster) \($0.id.rawValue)" }
  }

  @Test(arguments: [
    ("tcp", ["1 r2", "2 ID-tcp", "2 r0"]), ("EXPLAIN tcp", ["2 r0"]), ("äpfel", ["2 r1"]), ("Über", ["2 r1"]),
    ("0%", ["2 r1"]), ("r_s", ["1 r2"]), ("r%s", []), ("\\", []), ("NETWORK", ["2 ID-tcp"]), ("", []),
    ("missing", []),
  ])
  func `a part of any text finds its candidates in cluster order`(text: String, hits: [String]) throws {
    #expect(try search(text) == hits)
  }

  @Test func `rationales of the current run are searched, the newest alone`() throws {
    let run = try fixture.project.beginRun(.init(origin: .length), at: ProjectFixture.time)
    try fixture.project.record([try fixture.reversal(of: 2, rationale: "Old wording")], inRun: run.id)
    #expect(try search("old WORD") == ["2 r1"])
    try fixture.project.record([try fixture.reversal(of: 2, rationale: "Neue Wörter")], inRun: run.id)
    #expect(try search("old word").isEmpty)
    #expect(try search("WÖRT") == ["2 r1"])
  }

  @Test func `there are no more hits than asked for`() throws {
    #expect(try search("tcp", limit: 2) == ["1 r2", "2 ID-tcp"])
    #expect(try search("tcp", limit: 0).isEmpty)
    #expect(try ProjectFixture(count: 2).project.search("item", limit: 5).isEmpty)
  }
}
