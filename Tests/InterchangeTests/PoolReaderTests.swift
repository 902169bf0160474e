import Curation
import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct PoolReaderTests {
  /// Two lines, `one` with input `a` and `two`.
  static let gzipped = "H4sIAAAAAAACA6tWyswrLikqTS7JzM9TslJQys9LVdJRAIoWlJaA+IlKtVzV6IpKyvOBwgD4YK77PAAAAA=="
  /// A line, `three`.
  static let gzippedToo = "H4sIAAAAAAACA6tWyswrLikqTS7JzM9TslJQKskoSk1VquUCAAKB4UQZAAAA"

  /// Two gzip members with three lines.
  static func packed() throws -> [UInt8] {
    [UInt8](try #require(Data(base64Encoded: gzipped)))
      + [UInt8](try #require(Data(base64Encoded: gzippedToo)))
  }

  private func unpack(_ base64: String) throws -> [UInt8] {
    [UInt8](try #require(Data(base64Encoded: base64)))
  }

  @Test func `gzipped files are recognised by their content`() throws {
    let reading = try PoolReading([("pool.jsonl", unpack(Self.gzipped))])
    #expect(reading.texts == ["one", "two"])
    #expect(reading.file?.isCompressed == true)
    #expect(try PoolReading(#"{"instruction": "plain"}"#, name: "pool.jsonl.gz").texts == ["plain"])
  }

  @Test func `gzip members follow each other, and zeros may follow them`() throws {
    let members = try unpack(Self.gzipped) + unpack(Self.gzippedToo)
    #expect(try PoolReading([("pool.gz", members)]).texts == ["one", "two", "three"])
    #expect(try PoolReading([("pool.gz", members + [0, 0, 0])]).texts == ["one", "two", "three"])
  }

  @Test func `every cut in a gzipped file is noticed`() throws {
    let whole = try unpack(Self.gzipped)
    for length in 2..<whole.count {
      #expect("cut after \(length) bytes") {
        try PoolReading([("pool.gz", Array(whole[..<length]))])
      } throws: { error in
        guard case .truncatedGzip? = error as? InterchangeError else { return false }
        return true
      }
    }
  }

  @Test func `a damaged gzipped file is refused`() throws {
    var damaged = try unpack(Self.gzipped)
    damaged[damaged.count - 6] ^= 1
    let trailing = try unpack(Self.gzipped) + [1, 2, 3]
    for bytes in [damaged, trailing, [0x1F, 0x8B, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0]] {
      #expect {
        try PoolReading([("pool.gz", bytes)])
      } throws: { error in
        guard case .corruptGzip? = error as? InterchangeError else { return false }
        return true
      }
    }
  }

  @Test func `exact duplicates are kept once, across files too`() throws {
    let first = "{\"instruction\": \"Caf\u{E9}  here\"}\n{\"instruction\": \"b\"}\n{\"instruction\": \" b \"}"
    let second = "instruction\nCafe\u{301} here\nB\n"
    let reading = try PoolReading([("one.jsonl", Array(first.utf8)), ("two.csv", Array(second.utf8))])
    #expect(reading.texts == ["Caf\u{E9}  here", "b", "B"])
    #expect(reading.report.duplicateCount == 2)
    #expect(
      reading.report.duplicates == [
        DuplicateRecord(
          place: RecordPlace(file: "one.jsonl", line: 3),
          first: RecordPlace(file: "one.jsonl", line: 2)
        ),
        DuplicateRecord(
          place: RecordPlace(file: "two.csv", line: 2),
          first: RecordPlace(file: "one.jsonl", line: 1)
        ),
      ]
    )
    #expect(reading.report.files.map(\.recordCount) == [3, 2])
  }

  @Test func `the same id with the same text is a duplicate, with another it is a mistake`() throws {
    let reading = try PoolReading(
      """
      {"id": "1", "instruction": "a"}
      {"id": "1", "instruction": "a"}
      {"id": "2", "instruction": "a"}
      {"id": "2", "instruction": "a"}
      {"id": "2", "instruction": "b"}
      """
    )
    #expect(reading.texts == ["a"])
    #expect(reading.report.duplicates.map(\.place.line) == [2, 3, 4])
    #expect(reading.summaries == [#"pool.jsonl:5: key "id": the id "2" was used before, at pool.jsonl:3."#])
  }

  @Test func `ids differ when their bytes do`() throws {
    let reading = try PoolReading(
      "{\"id\": \"\u{E9}\", \"instruction\": \"a\"}\n{\"id\": \"e\u{301}\", \"instruction\": \"b\"}"
    )
    #expect(reading.texts == ["a", "b"])
  }

  @Test func `what the project holds counts as seen`() throws {
    let held = [Instruction(id: "1", text: "a")]
    let lines = "{\"id\": \"1\", \"instruction\": \"b\"}\n{\"id\": \"2\", \"instruction\": \"a\"}"
    let reading = try PoolReading([("pool.jsonl", Array(lines.utf8))], held: held)
    #expect(reading.records.isEmpty)
    #expect(reading.report.duplicates.map(\.first) == [nil])
    #expect(
      reading.summaries == [
        #"pool.jsonl:1: key "id": the id "1" is in the project already, for another text."#
      ]
    )
  }

  @Test func `text is kept byte for byte`() throws {
    let text = "e\u{301}\u{2028}\u{202E}\u{7F}\r\n \u{FEFF}👩‍👩‍👧‍👦 \u{10FFFD}"
    var json = JSONText()
    json.append([(name: "instruction", value: .text(text))])
    let reading = try PoolReading([("pool.jsonl", json.bytes)])
    #expect(reading.texts.map { Array($0.utf8) } == [Array(text.utf8)])
  }

  @Test func `progress counts the bytes of the files as they lie on the disk`() throws {
    let folder = try TemporaryFolder()
    let packed = try unpack(Self.gzipped)
    let sources = [
      PoolSource.file(path: try folder.write(packed, to: "a.gz")),
      .file(path: try folder.write(#"{"instruction": "x"}"#.utf8, to: "b.jsonl")),
    ]
    let reader = try PoolReader(sources)
    #expect(reader.progress == PoolProgress(bytesRead: 0, bytesInTotal: packed.count + 20, recordCount: 0))
    _ = try reader.next()
    #expect(reader.progress.file == folder.file("a.gz"))
    #expect(reader.progress.recordCount == 1)
    while try reader.next() != nil {}
    #expect(
      reader.progress
        == PoolProgress(bytesRead: packed.count + 20, bytesInTotal: packed.count + 20, recordCount: 3)
    )
    #expect(try PoolReader([.standardInput]).progress.bytesInTotal == nil)
  }

  @Test func `records longer than a piece of the stream are put together`() throws {
    let long = String(repeating: "añ🐎", count: 100_000)
    let array = #"[{"instruction": "\#(long)"}, {"instruction": "b"}]"#
    #expect(try PoolReading(array).texts == [long, "b"])
    #expect(try PoolReading("{\"instruction\": \"\(long)\"}\n{\"instruction\": \"b\"}").texts == [long, "b"])
    #expect(try PoolReading("instruction,x\n\"\(long)\",1\nb,2\n", name: "p.csv").texts == [long, "b"])
  }

  @Test func `a hundred thousand lines are read in order`() throws {
    let lines = (0..<100_000).map { "{\"id\": \($0), \"instruction\": \"Task \($0)\"}\n" }.joined()
    let reading = try PoolReading(lines)
    #expect(reading.report.acceptedCount == 100_000)
    #expect(reading.records.last?.place.line == 100_000)
    #expect(reading.texts.last == "Task 99999")
  }
}
