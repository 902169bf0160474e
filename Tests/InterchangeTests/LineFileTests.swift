import TestSupport
import Testing

@testable import Interchange

@Suite struct LineFileTests {
  private func lines(of bytes: [UInt8], limit: Int = 100) throws -> [LineFile.Line] {
    let folder = try TemporaryFolder()
    var file = try LineFile(path: folder.write(bytes, to: "x"), limit: limit)
    var lines: [LineFile.Line] = []
    while let line = try file.next() { lines.append(line) }
    return lines
  }

  private func line(_ number: Int, _ text: String?, isEnded: Bool = true) -> LineFile.Line {
    LineFile.Line(number: number, bytes: text.map { Array($0.utf8) }, isEnded: isEnded)
  }

  @Test func `lines keep their numbers, and empty ones are passed over`() throws {
    #expect(
      try lines(of: Array("a\n\n \t\r\nb\r\nc".utf8))
        == [line(1, "a"), line(4, "b\r"), line(5, "c", isEnded: false)]
    )
  }

  @Test func `a byte order mark is no part of the first line`() throws {
    #expect(try lines(of: [0xEF, 0xBB, 0xBF] + Array("a\nb\n".utf8)) == [line(1, "a"), line(2, "b")])
  }

  @Test func `a line beyond the limit is told, and the next one is read`() throws {
    let text = "\(String(repeating: "x", count: 100))\n\(String(repeating: "y", count: 300_000))\nb\n"
    #expect(
      try lines(of: Array(text.utf8))
        == [line(1, String(repeating: "x", count: 100)), line(2, nil), line(3, "b")]
    )
  }

  @Test(arguments: [
    ([], InterchangeError.empty(file: "")), (Array(" \n\r\n".utf8), .empty(file: "")),
    (Array("PK\u{3}\u{4}x".utf8), .binary(file: "", kind: "a zip archive or a spreadsheet")),
    ([1, 0, 2, 0], .binary(file: "", kind: nil)),
    ([0xFF, 0xFE, 0x61, 0], .otherEncoding(file: "", encoding: "UTF-16")),
  ])
  func `what is no text is refused`(bytes: [UInt8], error: InterchangeError) throws {
    let thrown = #expect(throws: InterchangeError.self) { try lines(of: bytes) }
    #expect(thrown?.suggestion == error.suggestion)
  }

  @Test func `folders and absent files are refused`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: InterchangeError.directory(file: folder.path)) { _ = try LineFile(path: folder.path) }
    #expect(throws: InterchangeError.cannotRead(file: folder.file("x"), errno: 2)) {
      _ = try LineFile(path: folder.file("x"))
    }
  }
}
