import Curation
import TestSupport
import Testing

@testable import Interchange

@Suite struct ByteCursorTests {
  private static let alphabet = Array("\n\n ab\"".utf8)

  /// A stream of these pieces: gzip members (RFC 1952) are unpacked one at a time.
  private func cursor(_ pieces: [[UInt8]], in folder: TemporaryFolder) throws -> ByteCursor {
    ByteCursor(try ByteStream(.file(path: folder.write(pieces.flatMap(member), to: "stream.gz"))))
  }

  /// A gzip member that holds bytes as they are.
  private func member(_ bytes: [UInt8]) -> [UInt8] {
    var checksum = ~UInt32(0)
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    func number(_ value: UInt32, bytes: UInt32) -> [UInt8] {
      (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let count = UInt32(bytes.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 1] + number(count, bytes: 2) + number(~count, bytes: 2)
      + bytes + number(~checksum, bytes: 4) + number(count, bytes: 4)
  }

  @Test func `places are told exactly, however the stream comes in pieces`() throws {
    var generator = SplitMix(state: 3)
    let folder = try TemporaryFolder()
    for _ in 0..<300 {
      let pieces = (0..<Int.random(in: 1...6, using: &generator)).map { _ -> [UInt8] in
        let length = Int.random(in: 1...20, using: &generator)
        return (0..<length).map { _ in Self.alphabet.randomElement(using: &generator) ?? 0 }
      }
      let whole = Array(pieces.joined())
      var cursor = try cursor(pieces, in: folder)
      while let byte = try cursor.peek() {
        let rest = whole[cursor.offset...]
        #expect(byte == rest.first)
        let limit = Int.random(in: 1...30, using: &generator)
        let end: UInt8 = [newline, 0x22].randomElement(using: &generator) ?? 0
        let start = cursor.offset
        switch Int.random(in: 0..<5, using: &generator) {
        case 0:
          #expect(try cursor.take(limit: limit, upTo: end) == Array(rest.prefix { $0 != end }.prefix(limit)))
        case 1:
          #expect(
            try cursor.take(limit: limit) { $0 != end } == Array(rest.prefix { $0 != end }.prefix(limit))
          )
        case 2:
          try cursor.skip(upTo: end)
          #expect(cursor.offset - start == rest.prefix { $0 != end }.count)
        case 3:
          try cursor.skip { $0 != end }
          #expect(cursor.offset - start == rest.prefix { $0 != end }.count)
        default:
          cursor.skip(min(limit, try cursor.lookAhead(limit).count))
        }
        let before = whole[..<cursor.offset]
        #expect(cursor.line == 1 + before.count { $0 == newline })
        #expect(cursor.column == before.count - (before.lastIndex(of: newline).map { $0 + 1 } ?? 0) + 1)
      }
      #expect(cursor.offset == whole.count)
    }
  }

  @Test func `lines that the pieces of a large file cut are read whole`() throws {
    var lines: [String] = []
    for number in 0..<4_000 {
      let text = "\(number): " + String(repeating: "word é ", count: number * 7 % 150)
      let rest = number == 3_500 ? " x" : ""
      lines.append(#"{"id": "\#(number)", "instruction": "\#(text)"\#(rest)}"#)
    }
    let reading = try PoolReading(lines.joined(separator: "\n"))
    #expect(reading.instructions.map(\.id.rawValue) == (0..<4_000).filter { $0 != 3_500 }.map(String.init))
    #expect(reading.records.map(\.place.line) == (1...4_000).filter { $0 != 3_501 })
    let problem = try #require(reading.report.problems.first)
    let start = lines[..<3_500].reduce(0) { $0 + $1.utf8.count + 1 }
    let column = lines[3_500].utf8.count - 1
    #expect((problem.place.line, problem.column, problem.offset) == (3_501, column, start + column - 1))
  }
}
