import Curation
import Testing

@testable import Interchange

@Suite struct PoolProblemTests {
  static let good = #"{"id": "g", "instruction": "good"}"#

  @Test(arguments: [
    (#"{"id": "x" "instruction": "a"}"#, ":2:12: not valid JSON: a comma or a closing brace should be here."),
    (#"{"id": "x", "instruction": "a""#, ":2:31: not valid JSON: a comma or a closing brace should be here."),
    (#"{"id": "x", "instruction": NaN}"#, ":2:28: not valid JSON: NaN is not a JSON number."),
    (
      #"{"id": "x", "instruction": "a"},"#, ":2:32: not valid JSON: there is text after the end of the value."
    ),
    (
      #"{"id": "x", "instruction": "\ud83d"}"#,
      ":2:29: not valid JSON: this is half of a surrogate pair, not a character."
    ),
    (#"{"id": "x", "instruction": "\q"}"#, ":2:30: not valid JSON: this is not one of JSON's escapes."),
    (
      "{\"id\": \"x\", \"instruction\": \"a\tb\"}",
      ":2:30: not valid JSON: the control character U+0009 must be escaped inside a string."
    ),
    (#"["x"]"#, ":2:1: the record is a list, not an object."),
    (#"null"#, ":2:1: the record is null, not an object."),
    (#"{"id": "x"}"#, #":2: key "instruction": the instruction is missing."#),
    (#"{"id": "x", "instruction": null}"#, #":2: key "instruction": the instruction is missing."#),
    (#"{"id": "x", "instruction": " \n"}"#, #":2: key "instruction": the instruction is empty."#),
    (#"{"id": "x", "instruction": "\u200b\u3164"}"#, #":2: key "instruction": the instruction is empty."#),
    (#"{"id": "x", "instruction": 5}"#, #":2: key "instruction": it should be text, but is a number."#),
    (
      #"{"id": "x", "instruction": "a", "input": ["b"]}"#,
      #":2: key "input": it should be text, but is a list."#
    ),
    (
      #"{"id": "x", "instruction": "a", "instruction": "b"}"#,
      #":2:33: key "instruction": it occurs twice in one object."#
    ),
    (
      #"{"id": "x", "instruction": "a", "m": {"k": 1, "k": 2}}"#,
      #":2:47: key "k": it occurs twice in one object."#
    ),
    (
      #"{"id": "x", "instruction": "a\u0000b"}"#,
      #":2: key "instruction": the text holds the character U+0000."#
    ),
    (#"{"instruction": "a"}"#, #":2: key "id": no usable id: it is missing."#),
    (#"{"id": "", "instruction": "a"}"#, #":2: key "id": no usable id: it is empty."#),
    (
      #"{"id": 1.5, "instruction": "a"}"#,
      #":2: key "id": no usable id: it is a number, not text or an integer."#
    ),
    (
      #"{"id": "a\u001bb", "instruction": "a"}"#,
      #":2: key "id": no usable id: it holds a control character."#
    ),
    (
      #"{"id": "\#(String(repeating: "é", count: 101))", "instruction": "a"}"#,
      #":2: key "id": no usable id: it is longer than 200 bytes."#
    ),
    (
      #"{"id": "g", "instruction": "other"}"#,
      #":2: key "id": the id "g" was used before, at pool.jsonl:1."#
    ),
    (
      #"{"id": "x", "m": \#(String(repeating: "[", count: 5_000))"#,
      ":2:145: lists and objects lie more than 128 deep in each other."
    ),
  ])
  func `a bad line is reported with its place and its key`(line: String, expected: String) throws {
    let last = #"{"id": "z", "instruction": "last"}"#
    let reading = try PoolReading([Self.good, line, last].joined(separator: "\n"))
    #expect(reading.texts == ["good", "last"])
    #expect(reading.summaries == ["pool.jsonl" + expected])
    #expect(reading.report.problemCount == 1)
    #expect(reading.report.problems.allSatisfy { !$0.suggestion.isEmpty })
    #expect(reading.file?.recordCount == 3)
  }

  @Test func `a byte that is not UTF-8 is named with its offset`() throws {
    let bytes = Array("{\"instruction\": \"a\"}\n{\"instruction\": \"caf".utf8) + [0xE9] + Array("\"}\n".utf8)
    let reading = try PoolReading([("pool.jsonl", bytes)])
    #expect(reading.summaries == ["pool.jsonl:2:21: the byte 0xE9 at offset 41 is not UTF-8."])
    #expect(bytes[41] == 0xE9)
    let escaped = Array(#"{"instruction": "\n"#.utf8) + [0xC0, 0x80] + Array(#""}"#.utf8)
    #expect(
      try PoolReading([("pool.jsonl", Array("{\"instruction\": \"a\"}\n".utf8) + escaped)]).summaries
        == ["pool.jsonl:2:20: the byte 0xC0 at offset 40 is not UTF-8."]
    )
  }

  @Test func `a byte that is not UTF-8 is found in tables too`() throws {
    let bytes = Array("instruction,input\n\"a\nb".utf8) + [0xFF] + Array("\",c\nd,e\n".utf8)
    let reading = try PoolReading([("pool.csv", bytes)])
    #expect(reading.summaries == ["pool.csv:3:2: the byte 0xFF at offset 22 is not UTF-8."])
    #expect(bytes[22] == 0xFF)
    #expect(reading.texts == ["d"])
  }

  @Test func `parts of a message that are no text are refused`() throws {
    let image = #"{"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {}}]}]}"#
    let nobody = #"{"messages": [{"role": "assistant", "content": "a"}]}"#
    let good = #"{"messages": [{"role": "user", "content": "a"}]}"#
    #expect(
      try PoolReading([image, nobody, good].joined(separator: "\n")).summaries == [
        #"pool.jsonl:1: key "messages": a message holds a part of type "image_url"."#,
        #"pool.jsonl:2: key "messages": no turn of a user in the conversation."#,
      ]
    )
  }

  @Test(arguments: [
    ("a,b,c\nd,e\n", "pool.csv:2: the row has 3 cells, the header 2.", ["d"]),
    ("a\nd,e\n", "pool.csv:2: the row has 1 cell, the header 2.", ["d"]),
    ("d,e\n\"open,x\ny,z\n", "pool.csv:3: a quote is opened here and never closed.", ["d"]),
    ("\"a\"b,c\nd,e\n", "pool.csv:2:4: text follows the closing quote of a cell.", ["d"]),
  ])
  func `rows that break the table are reported`(rows: String, expected: String, texts: [String]) throws {
    let reading = try PoolReading("instruction,input\n" + rows, name: "pool.csv")
    #expect(reading.texts == texts)
    #expect(reading.summaries.map { $0.replacing(":1: ", with: ": ") } == [expected])
  }

  @Test(arguments: [
    (
      #"[{"instruction": "a"} {"instruction": "b"}]"#, ["a", "b"],
      ":1:23: not valid JSON: a comma should be here."
    ),
    (#"[{"instruction": "a"},]"#, ["a"], ":1:23: not valid JSON: a record should be here."),
    (#"[{"instruction": "a"}] x"#, ["a"], ":1:24: not valid JSON: there is text after the end of the list."),
    (#"[{"instruction": "a"}"#, ["a"], ":1:22: not valid JSON: the list ends without its closing bracket."),
    (
      "[{\"instruction\": \"a\"},\n{\"instruction\": \"b", ["a"],
      ":2:19: not valid JSON: the text ends inside a string."
    ),
    (
      "[{\"instruction\": \"a\n\"},\n{\"instruction\": \"b\"}]", ["b"],
      ":1:20: not valid JSON: the control character U+000A must be escaped inside a string."
    ),
    (
      #"[{"instruction": "a"}, 5, {"instruction": "b"}]"#, ["a", "b"],
      ":1:24: the record is a number, not an object."
    ),
    (
      "[{\"instruction\": \"a\"},\n {\n  \"instruction\": \"b\",\n  \"x\": y}, {\"instruction\": \"c\"}]",
      ["a", "c"],
      ":4:8: not valid JSON: a value should be here."
    ),
  ])
  func `an array with a fault is read on where that is possible`(
    array: String,
    texts: [String],
    expected: String
  ) throws {
    let reading = try PoolReading(array)
    #expect(reading.texts == texts)
    #expect(reading.summaries.first == "pool.jsonl" + expected)
  }

  @Test(arguments: ["pool.jsonl", "pool.json", "pool.csv"])
  func `records beyond the limit are passed over`(name: String) throws {
    var options = PoolOptions()
    options.recordLimit = 64
    let long = String(repeating: "x", count: 200)
    let content =
      switch name {
      case "pool.csv": "instruction,input\na,b\n\(long),b\n\"\(long)\",d\ne,f\n"
      case "pool.json": #"[{"instruction": "a"}, {"instruction": "\#(long)"}, {"instruction": "e"}]"#
      default: "{\"instruction\": \"a\"}\n{\"instruction\": \"\(long)\"}\n{\"instruction\": \"e\"}"
      }
    let reading = try PoolReading(content, name: name, options: options)
    #expect(reading.texts == ["a", "e"])
    #expect(reading.report.problems.allSatisfy { $0.kind == .tooLong(limit: 64) })
    #expect(reading.report.problemCount == (name == "pool.csv" ? 2 : 1))
  }

  @Test func `details are limited and the count goes on`() throws {
    var options = PoolOptions()
    options.detailLimit = 3
    let lines = Array(repeating: "{}", count: 20) + Array(repeating: Self.good, count: 20)
    let reading = try PoolReading(lines.joined(separator: "\n"), options: options)
    #expect(reading.report.problems.count == 3)
    #expect(reading.report.problemCount == 20)
    #expect(reading.report.duplicates.count == 3)
    #expect(reading.report.duplicateCount == 19)
    #expect(reading.file?.fittingCount == 20)
  }

  @Test func `problems before the first object come first`() throws {
    let lines = Array(repeating: "nonsense", count: 150) + [Self.good, "more"]
    let reading = try PoolReading(lines.joined(separator: "\n"), options: jsonl)
    #expect(reading.report.problems.map(\.place.line) == Array(1...150) + [152])
    #expect(reading.texts == ["good"])
    let hopeless = try PoolReading("{\n{\n{", options: jsonl)
    #expect(hopeless.report.problemCount == 3)
    #expect(hopeless.file?.mapping == nil)
  }

  private var jsonl: PoolOptions {
    var options = PoolOptions()
    options.format = .jsonl
    return options
  }
}
