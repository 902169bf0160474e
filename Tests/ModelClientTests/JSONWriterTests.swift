import Foundation
import TestSupport
import Testing

@testable import ModelClient

@Suite struct JSONWriterTests {
  /// A value that Foundation can write.
  private struct Foreign: Encodable {
    var value: JSONValue

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch value {
      case .object(let members): try container.encode(members.mapValues(Foreign.init))
      case .array(let elements): try container.encode(elements.map(Foreign.init))
      case .string(let text): try container.encode(text)
      case .number(let text):
        if let whole = Int(text) { try container.encode(whole) } else { try container.encode(Double(text)) }
      case .bool(let truth): try container.encode(truth)
      case .null: try container.encodeNil()
      }
    }

    var json: String {
      get throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
      }
    }
  }

  private static let characters: [Character] =
    (0..<0x80).map { Character(Unicode.Scalar(UInt8($0))) } + Array("éÄßø漢字🙂👩🏽‍🚀\u{2028}\u{FEFF}\u{301}\r\n")
  private static let numbers = [
    "0", "-0", "7", "-12", "9223372036854775807", "9223372036854775808", "0.0", "-0.0", "1.50", "0.1", "1e2",
    "1E-7", "2.5e21", "-3.25", "1e16", "123456789.125", "5e-324", "1.7976931348623157e308",
  ]

  private func text(_ chance: inout SplitMix) -> String {
    String(
      (0..<Int.random(in: 0...12, using: &chance)).compactMap { _ in
        Self.characters.randomElement(using: &chance)
      }
    )
  }

  private func value(_ depth: Int, _ chance: inout SplitMix) -> JSONValue {
    let count = Int.random(in: 0...4, using: &chance)
    switch Int.random(in: depth > 0 ? 0...7 : 2...7, using: &chance) {
    case 0:
      let members = (0..<count).map { _ in (text(&chance), value(depth - 1, &chance)) }
      return .object(Dictionary(members) { first, _ in first })
    case 1: return .array((0..<count).map { _ in value(depth - 1, &chance) })
    case 2, 3: return .string(text(&chance))
    case 4, 5: return .number(Self.numbers.randomElement(using: &chance) ?? "1")
    case 6: return .bool(.random(using: &chance))
    default: return .null
    }
  }

  @Test func `the bytes are those of Foundation`() throws {
    var chance = SplitMix(state: 11)
    for _ in 0..<2_000 {
      let value = value(3, &chance)
      #expect(try value.json == Foreign(value: value).json)
    }
    for number in Self.numbers {
      #expect(try JSONValue.number(number).json == Foreign(value: .number(number)).json)
    }
  }

  @Test func `what is written is read as what it was`() {
    var chance = SplitMix(state: 12)
    for _ in 0..<500 {
      let text = JSONValue.array([.string(text(&chance)), .object([self.text(&chance): .null])])
      #expect(JSONValue(json: text.json) == text)
    }
  }

  @Test func `a number that nobody can hold stays as it is`() {
    #expect(JSONValue.number("1e400").json == "1e400")
  }
}
