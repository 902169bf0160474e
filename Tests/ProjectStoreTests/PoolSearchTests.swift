import Curation
import Testing

@testable import ProjectStore

@Suite struct PoolSearchTests {
  private let fixture: ProjectFixture

  init() throws {
    fixture = try ProjectFixture()
    try fixture.add([
      Instruction(id: id("r0"), text: "Explain TCP congestion"),
      Instruction(id: id("r1"), text: "Schreibe über ÄPFEL", input: "100% sure"),
      Instruction(id: id("ID-tcp"), text: "用一句话解释绿茶", input: "STRAẞE, cafe\u{301}"),
    ])
  }

  private func search(_ text: String, limit: Int = 10) throws -> [String] {
    try fixture.project.searchPool(text, limit: limit).map { hit in
      "\(hit.instruction.id.rawValue) \(hit.field.rawValue) \(hit.text(of: hit.field)[hit.range])"
    }
  }

  @Test(arguments: [
    ("tcp", ["r0 instruction TCP", "ID-tcp id tcp"]), ("äpfel", ["r1 instruction ÄPFEL"]),
    ("绿茶", ["ID-tcp instruction 绿茶"]),
    ("茶", ["ID-tcp instruction 茶"]), ("%", ["r1 input %"]), ("strasse", ["ID-tcp input STRAẞE"]),
    ("CAFÉ", ["ID-tcp input cafe\u{301}"]), ("ü", ["r1 instruction ü"]), ("q", []), ("r1", ["r1 id r1"]),
    ("missing", []), ("", []),
    ("congestion\nr0", []),
  ])
  func `a pool without clusters is searched`(text: String, hits: [String]) throws {
    #expect(try search(text) == hits)
  }

  @Test func `what is imported later is found, too, in import order and up to a limit`() throws {
    try fixture.add([
      Instruction(id: id("later"), text: "tcp again"), Instruction(id: id("r4"), text: "x", input: "TCP"),
    ])
    #expect(try search("tcp").count == 4)
    #expect(try search("tcp", limit: 3).last == "later instruction tcp")
    #expect(try search("tcp", limit: 0).isEmpty)
  }

  @Test func `an import that throws leaves nothing to find`() throws {
    struct BadLine: Error {}
    #expect(throws: BadLine.self) {
      try fixture.project.importPool { pool in
        _ = try pool.add(Instruction(id: id("new"), text: "zebra"))
        throw BadLine()
      }
    }
    #expect(try search("zebra").isEmpty)
    #expect(try fixture.count("SELECT count(*) FROM trigram WHERE code = 0x7a6562") == 0)
  }

  @Test func `the cluster is told where there is one`() throws {
    try fixture.project.save(
      partition: [[2], [0]],
      leavingOut: [LeftOut(row: 1, reason: .annotated)],
      labels: ["tcp", "x"],
      method: .random,
      picks: 1,
      seed: 0,
      stage: ProjectFixture.stage(.cluster)
    )
    #expect(try fixture.project.searchPool("e", limit: 9).map(\.cluster) == [2, nil, 1])
    // What is in no cluster is not found in the room.
    #expect(try fixture.project.search("schreibe", limit: 9).isEmpty)
    #expect(try fixture.project.search("TCP", limit: 9).map(\.cluster) == [1, 2])
  }
}
