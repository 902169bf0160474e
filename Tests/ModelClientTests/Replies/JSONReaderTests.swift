import Testing

@testable import ModelClient

@Suite struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue {
    var reader = JSONReader(Array(text.utf8), at: 0)
    return try reader.value()
  }

  @Test func `values of every kind are read, and reading ends behind them`() throws {
    let text = #" {"a": [1, -2.5e3, true, false, null, "x\n\"é\u00e9\ud83d\ude00"], "b": {}} tail"#
    var reader = JSONReader(Array(text.utf8), at: 0)
    let value = try reader.value()
    let list: [JSONValue] = [
      .number("1"), .number("-2.5e3"), .bool(true), .bool(false), .null, .string("x\n\"éé😀"),
    ]
    #expect(value == .object(["a": .array(list), "b": .object([:])]))
    #expect(reader.position == text.utf8.count - " tail".utf8.count)
  }

  @Test(arguments: [
    (#"{"a": 1,,}"#, JSONFlaw.Kind.syntax, 8), ("[,]", .syntax, 1), ("[01]", .syntax, 1),
    ("[1 2]", .syntax, 3), ("['it's']", .syntax, 5), (#"['a"]"#, .unfinished, 5), ("[NaN]", .syntax, 1),
    (#"['\q']"#, .syntax, 1), ("{a: 1}", .syntax, 1), ("[tru]", .syntax, 1), ("[\"a\nb\"]", .syntax, 3),
    (#"["\ud800"]"#, .syntax, 1), (#"["\q"]"#, .syntax, 1), ("[", .unfinished, 1), (#"{"a"#, .unfinished, 3),
    (#"{"a": "b\"#, .unfinished, 9), ("", .unfinished, 0), ("nul", .syntax, 0),
    (#"{"a": 1, "\u0061": 2}"#, .duplicateKey("a"), 9),
  ])
  func `a flaw is found where it is`(text: String, kind: JSONFlaw.Kind, position: Int) {
    #expect(throws: JSONFlaw(kind: kind, position: position)) { try read(text) }
  }

  @Test func `a comma behind the last element and single quotes are taken`() throws {
    #expect(try read(#"{"a": [1, 2,], }"#) == .object(["a": .array([.number("1"), .number("2")])]))
    #expect(
      try read(#"['say "x"', 'it\'s', '\\', "it's", 'a\"b\n']"#)
        == .array(
          [#"say "x""#, "it's", "\\", "it's", "a\"b\n"].map(JSONValue.string)
        )
    )
  }

  @Test(arguments: ["[", #"{"a":"#]) func `a nesting bomb goes off early`(part: String) {
    let error = #expect(throws: JSONFlaw.self) { try read(String(repeating: part, count: 5_000)) }
    #expect(error?.kind == .tooDeep)
  }
}
