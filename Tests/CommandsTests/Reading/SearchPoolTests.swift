import Foundation
import TestSupport
import Testing

@Suite struct SearchPoolTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let pool = """
      {"id": "a", "instruction": "Explain TCP congestion", "input": "\\u001b[31mred\\nTCP"}
      {"id": "b", "instruction": "\(String(repeating: "word ", count: 30))the tcp window \(String(repeating: "word ", count: 30))"}
      {"id": "c", "instruction": "Name three rivers."}
      """
    try Data(pool.utf8).write(to: URL(fileURLWithPath: folder.file("pool.jsonl")))
    try #require(try run("new", "p.handpick", "pool.jsonl").status == 0)
  }

  private func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
    try BuiltProgram.run(arguments, in: folder)
  }

  private struct Hit: Decodable {
    var id: String
    var row: Int
    var cluster: Int?
    var field: String
    var excerpt: String
  }

  @Test func `what was imported is found at once, with what stands around it`() throws {
    let outcome = try run("search", "p.handpick", "TCP")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(
      outcome.output == """
        a  Explain TCP congestion
        b  … word word word word word the tcp window word word word word word word word word word word word word…

        """
    )
    let red = try run("search", "p.handpick", "red").output
    #expect(red.hasPrefix("a  ") && !red.contains("\u{1B}") && red.split(separator: "\n").count == 1)
  }

  @Test func `what is not listed is said, and that there is nothing`() throws {
    let first = try run("search", "p.handpick", "tcp", "--limit", "1")
    #expect(first.output.hasPrefix("a  "))
    #expect(first.errors == "There are more; --limit lists as many as you like.\n")
    let none = try run("search", "p.handpick", "zebra\u{1B}[2J")
    #expect(none.status == 0 && none.output.isEmpty && !none.errors.contains("\u{1B}"))
    #expect(none.errors.hasPrefix("None of 3 instructions has 'zebra"))
    #expect(try run("search", "p.handpick", "zebra", "--json").output == "[\n\n]\n")
  }

  @Test func `programs get JSON, with the clusters once there are some`() throws {
    func hits(_ text: String) throws -> [Hit] {
      let outcome = try run("search", "p.handpick", text, "--json")
      return try JSONDecoder().decode([Hit].self, from: Data(outcome.output.utf8))
    }
    #expect(try hits("tcp").map(\.id) == ["a", "b"] && hits("tcp").allSatisfy { $0.cluster == nil })
    try #require(try run("embed", "p.handpick", "--encoder", "lexical").status == 0)
    try #require(
      try run("cluster", "p.handpick", "--clusters", "3", "--method", "random", "--no-topics").status == 0
    )
    let rivers = try #require(try hits("RIVERS").first)
    #expect(rivers.row == 2 && rivers.field == "instruction" && rivers.excerpt == "Name three rivers.")
    #expect((1...3).contains(rivers.cluster ?? 0))
    let line = try run("search", "p.handpick", "rivers").output
    #expect(line == "c  cluster \(rivers.cluster ?? 0)  Name three rivers.\n")
  }

  @Test(arguments: [["search", "p.handpick", ""], ["search", "p.handpick", "x", "--limit", "0"]])
  func `what cannot be asked is refused`(arguments: [String]) throws {
    let outcome = try BuiltProgram.run(arguments, in: folder)
    #expect(outcome.status == 64 && outcome.output.isEmpty)
  }

  @Test func `an empty project says what to do first`() throws {
    try #require(try run("new", "empty.handpick").status == 0)
    let outcome = try run("search", "empty.handpick", "x")
    #expect(outcome.status == 1 && outcome.errors.contains("handpick import empty.handpick POOL"))
  }
}
