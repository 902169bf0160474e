import Foundation
import Testing

@testable import Commands

@Suite struct JSONOutputTests {
  @Test(
    arguments: [
      ("{\n  \"a\" : \"tea\"\n}", "{\n  \"a\" : \"tea\"\n}"),
      ("\"\u{202E}\"", "\"\\u202e\""),
      ("\"\u{9B}31m\"", "\"\\u009b31m\""),
      ("\"\u{7F}\u{2028}\"", "\"\\u007f\\u2028\""),
      ("\"\u{E0041}\"", "\"\\udb40\\udc41\""),
      ("\"茶 é 🍵\"", "\"茶 é 🍵\""),
    ]
  )
  func `nothing that a terminal could obey or hide stays raw`(json: String, expected: String) throws {
    #expect(JSONOutput.escaping(json) == expected)
  }

  @Test func `what is escaped reads back as it was`() throws {
    let text = "a\u{202E}b\u{9B}c\u{E0041}d\u{FEFF}\u{1B}[31m"
    let json = String(decoding: try JSONEncoder().encode([text]), as: UTF8.self)
    #expect(try JSONDecoder().decode([String].self, from: Data(JSONOutput.escaping(json).utf8)) == [text])
  }
}
