import Curation
import Foundation
import Testing

@testable import ProjectStore

@Suite struct PoolTests {
  /// Texts that are easily lost on the way through a database.
  static let difficult = [
    Instruction(
      id: id("a\u{0}b"),
      text: "before\u{0}after",
      input: "\u{0}",
      source: "ü",
      category: "",
      reference: "é"
    ),
    Instruction(id: id("cafe\u{301}"), text: "مرحبا \u{202E} 👩‍👩‍👧", input: "\r\n\t", reference: "\u{FFFD}"),
    Instruction(id: id("caf\u{E9}"), text: "'; DROP TABLE instruction; --", source: "%_\\"),
  ]

  @Test func `instructions come back exactly, in import order`() throws {
    let fixture = try ProjectFixture()
    try fixture.add(Self.difficult)
    let reopened = try fixture.reopened()
    var visited: [Instruction] = []
    try reopened.forEachInstruction { visited.append($0) }
    #expect(visited.map(\.exactText) == Self.difficult.map(\.exactText))
    #expect(try reopened.ids() == Self.difficult.map(\.id))
    #expect(try reopened.instructionCount == 3)
    for instruction in Self.difficult {
      #expect(try reopened.instruction(instruction.id)?.exactText == instruction.exactText)
    }
  }

  @Test func `instructions are found in the order asked for`() throws {
    let fixture = try ProjectFixture(count: 5)
    let ids = [3, 0, 3].map { ProjectFixture.instruction($0).id }
    #expect(try fixture.project.instructions(ids: ids).map(\.id) == ids)
    #expect(try fixture.project.instruction(id("nobody")) == nil)
    #expect(throws: ProjectError.unknownInstruction(id("nobody"))) {
      try fixture.project.instructions(ids: [ids[0], id("nobody")])
    }
  }

  @Test func `an import that throws leaves nothing`() throws {
    struct BadLine: Error, Equatable {}
    let fixture = try ProjectFixture(count: 2)
    #expect(throws: BadLine()) {
      try fixture.project.importPool { pool in
        for number in 10..<1000 { _ = try pool.add(ProjectFixture.instruction(number)) }
        throw BadLine()
      }
    }
    #expect(try fixture.project.instructionCount == 2)
    #expect(try fixture.project.stages().count == 1)
  }

  @Test func `what the project has already is recognised`() throws {
    let fixture = try ProjectFixture(count: 2)
    let known = ProjectFixture.instruction(1)
    var renamed = known
    renamed.source = "other.jsonl"
    let duplicate = Instruction(id: id("new"), text: " Explain  item 0.\n")
    let third = Instruction(id: id("third"), text: "Third.")
    let fourth = Instruction(id: id("fourth"), text: "Third.")
    var outcomes: [PoolImport.Outcome] = []
    let counts = try fixture.project.importPool { pool in
      for instruction in [known, renamed, duplicate, third, fourth] {
        outcomes.append(try pool.add(instruction))
      }
      return ProjectFixture.stage(.importing)
    }
    #expect(
      outcomes == [.known, .known, .duplicate(of: id("item-0")), .added(row: 2), .duplicate(of: id("third"))]
    )
    #expect((counts.added, counts.known, counts.duplicates) == (1, 2, 2))
    #expect(try fixture.project.ids() == [id("item-0"), id("item-1"), id("third")])
  }

  @Test func `an id that belongs to another instruction stops the import`() throws {
    let fixture = try ProjectFixture(count: 1)
    #expect(throws: ProjectError.differentContent(id("item-0"))) {
      try fixture.add([
        Instruction(id: id("fine"), text: "Fine."), Instruction(id: id("item-0"), text: "Something else."),
      ])
    }
    #expect(try fixture.project.instructionCount == 1)
  }

  @Test func `rows go on where the last import ended`() throws {
    let fixture = try ProjectFixture(count: 2)
    try fixture.project.importPool { pool in
      let outcome = try pool.add(ProjectFixture.instruction(7))
      #expect(outcome == .added(row: 2))
      return ProjectFixture.stage(.importing)
    }
  }

  @Test func `the project can be read while it is imported and visited`() throws {
    let fixture = try ProjectFixture(count: 2)
    try fixture.project.importPool { pool in
      _ = try pool.add(ProjectFixture.instruction(7))
      let count = try fixture.project.instructionCount
      #expect(count == 3)
      return ProjectFixture.stage(.importing)
    }
    try fixture.project.forEachInstruction { instruction in
      let found = try fixture.project.instruction(instruction.id)
      #expect(found == instruction)
    }
  }

  @Test func `stages are remembered in order`() throws {
    let fixture = try ProjectFixture(count: 2)
    try fixture.project.record(ProjectFixture.stage(.export, counts: ["queued": 2]))
    #expect(
      try fixture.reopened().stages() == [
        ProjectFixture.stage(.importing, counts: ["added": 2]),
        ProjectFixture.stage(.export, counts: ["queued": 2]),
      ]
    )
  }
}

extension Instruction {
  /// The parts as bytes: strings would compare equal in composed and decomposed form.
  var exactText: [[UInt8]] {
    [id.rawValue, text, input, source, category, reference].map { Array($0.utf8) }
  }
}
