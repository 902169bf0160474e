import Curation
import TestSupport
import Testing

@testable import Interchange

@Suite struct AnnotatedFileTests {
  private func entries(_ text: String, name: String = "done.txt") throws -> [AnnotatedFile.Entry] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: name)
    return try AnnotatedFile(path: folder.file(name)).entries
  }

  private func key(_ text: String, _ input: String = "") -> DuplicateKey {
    DuplicateKey(of: Instruction(id: InstructionID("x"), text: text, input: input))
  }

  @Test(arguments: ["a-1\n\nb,2 c\n", "\u{FEFF}a-1\r\n\r\nb,2 c", "a-1\n \nb,2 c\n"])
  func `ids stand one a line, and may hold commas and spaces`(text: String) throws {
    #expect(
      try entries(text) == [
        .init(line: 1, id: InstructionID("a-1")), .init(line: 3, id: InstructionID("b,2 c")),
      ]
    )
  }

  @Test func `ids with commas alone are no table`() throws {
    #expect(try entries("a,1\nb,2\n").map(\.id) == [InstructionID("a,1"), InstructionID("b,2")])
  }

  @Test func `a pool names instructions by their texts, and by ids where it has some`() throws {
    let lines = """
      {"id": 7, "instruction": "Make  tea.", "input": "Milk", "output": "…"}
      {"id": "x", "instruction": "Sing."}
      """
    #expect(
      try entries(lines, name: "pool.jsonl") == [
        .init(line: 1, id: InstructionID("7"), key: key("Make tea.", "Milk")),
        .init(line: 2, id: InstructionID("x"), key: key("Sing.")),
      ]
    )
    let table = "instruction,response\n\"Make tea.\",ok\nSing.,ok\n"
    #expect(
      try entries(table, name: "pool.csv") == [
        .init(line: 2, key: key("Make tea.")), .init(line: 3, key: key("Sing.")),
      ]
    )
  }

  @Test(arguments: QueueFormat.allCases)
  func `a queue is read back, whatever its form`(format: QueueFormat) throws {
    let instructions = [
      Instruction(id: InstructionID("a-1"), text: "Make tea.", input: "Milk"),
      Instruction(id: InstructionID("a-2"), text: "=1+1"),
    ]
    var bytes: [UInt8] = []
    try QueueExport(format).encode(instructions.map { try QueueFixture.item($0) }) { bytes += $0 }
    let entries = try entries(String(decoding: bytes, as: UTF8.self))
    #expect(entries.map(\.id) == instructions.map(\.id))
    #expect(entries.map(\.key) == instructions.map { DuplicateKey(of: $0) })
  }

  @Test func `what Label Studio exports is known by the task's data, not by its own id`() throws {
    let export = """
      [{"id": 17, "data": {"item_id": "a-1", "instruction": "Make tea.", "input": ""}, "annotations": []},
       {"id": 18, "data": {"item_id": "a-2", "instruction": "Sing.", "input": ""}, "annotations": []}]
      """
    #expect(
      try entries(export, name: "export.json") == [
        .init(line: 1, id: InstructionID("a-1"), key: key("Make tea.")),
        .init(line: 2, id: InstructionID("a-2"), key: key("Sing.")),
      ]
    )
  }

  @Test func `records with ids alone are enough`() throws {
    #expect(
      try entries("{\"id\": \"a\", \"label\": 1}\n{\"id\": 5}\n").map(\.id)
        == ["a", "5"].map { InstructionID($0) }
    )
    #expect(try entries("item_id\tanswer\nq\tyes\n").map(\.id) == [InstructionID("q")])
  }

  @Test func `what comes after the records that tell the fields is read as these are`() throws {
    let lines = (1...150).map { "{\"id\": \"p\($0)\"}" }
    #expect(try entries(lines.joined(separator: "\n")).map(\.id) == (1...150).map { InstructionID("p\($0)") })
    let wrong = lines.prefix(129) + ["{\"label\": 5}"] + lines.suffix(20)
    #expect {
      try entries(wrong.joined(separator: "\n"))
    } throws: { error in
      guard case .notAnnotated(_, 130, _)? = error as? InterchangeError else { return false }
      return true
    }
  }

  @Test(arguments: [
    ("{\"id\": \"a\"}\n{\"label\": 5}\n", 2), ("{\"id\": \"a\"}\n{broken\n", 2),
    (String(repeating: "x", count: 300), 1),
  ])
  func `what names nothing is told by line`(text: String, line: Int) throws {
    #expect {
      try entries(text)
    } throws: { error in
      guard case .notAnnotated(_, line, _)? = error as? InterchangeError else { return false }
      return true
    }
  }

  @Test(arguments: ["", "[]", "{\"label\": 5}\n"])
  func `a file without any is refused`(text: String) throws {
    #expect(throws: InterchangeError.self) { try entries(text) }
  }
}
