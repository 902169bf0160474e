import Foundation
import Testing

@testable import Interchange

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws(JSONFault) -> JSONValue {
    var parser = JSONParser(Array(text.utf8), nestingLimit: 128)
    return try parser.parse()
  }

  @Test func `values of all types are read`() throws {
    let text =
      #" { "a" : [ 1 , -0.5e+3 , true , false , null , "" , { } , [ ] ] , "b" : "\u00e9\ud83d\udc0e\/\b\f\n\r\t\"\\" } "#
    let expected = JSONObject(members: [
      .init(
        key: "a",
        value: .array([
          .number("1"), .number("-0.5e+3"), .bool(true), .bool(false), .null, .string(""),
          .object(JSONObject()), .array([]),
        ])
      ),
      .init(key: "b", value: .string("é🐎/\u{8}\u{C}\n\r\t\"\\")),
    ])
    #expect(try parse(text) == .object(expected))
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "+1", "1e", "-", "tru", "nulll",
    "\"a", "\"\\u12\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\n\"", "1 2", "'a'", "[1 2]", "Infinity",
    "\u{FEFF}1",
  ])
  func `what is not JSON is refused`(text: String) {
    #expect(throws: JSONFault.self) { try parse(text) }
  }

  @Test func `keys that differ in bytes are different`() throws {
    #expect(throws: Never.self) { try parse("{\"\u{E9}\": 1, \"e\u{301}\": 2}") }
  }

  @Test func `a repeated key is found among many, too`() {
    let keys = (0..<1_000).map { "\"k\($0)\": \($0)" }
    #expect(throws: Never.self) { try parse("{\(keys.joined(separator: ", "))}") }
    #expect(throws: JSONFault.self) { try parse("{\(keys.joined(separator: ", ")), \"k500\": 1}") }
  }

  @Test(arguments: [(128, true), (129, false)])
  func `nesting has a limit`(depth: Int, isRead: Bool) {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(((try? parse(text)) != nil) == isRead)
  }

  @Test func `what we write is what we read`() throws {
    var scalars = String.UnicodeScalarView()
    for value in UInt32(0)...0x3FFF { if let scalar = Unicode.Scalar(value) { scalars.append(scalar) } }
    scalars.append(contentsOf: "\u{FEFF}\u{FFFD}\u{FFFF}🐎\u{10FFFF}".unicodeScalars)
    var json = JSONText()
    json.append(String(scalars))
    #expect(
      try parse(String(decoding: json.bytes, as: UTF8.self)).text?.utf8.elementsEqual(String(scalars).utf8)
        == true
    )
    #expect(json.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    #expect(try JSONSerialization.jsonObject(with: Data(json.bytes), options: .fragmentsAllowed) is String)
  }
}
