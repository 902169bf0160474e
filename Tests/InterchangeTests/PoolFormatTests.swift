import Curation
import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct PoolFormatTests {
  static let lines = "{\"instruction\": \"a\"}\n{\"instruction\": \"b\"}\n"

  @Test(arguments: [
    ("pool.jsonl", lines, PoolFormat.jsonl),
    ("lines.json", lines, .jsonl),
    ("noname", lines, .jsonl),
    ("array.jsonl", "[{\"instruction\": \"a\"},\n {\"instruction\": \"b\"}]", .json),
    ("array.json", " \n[ {\"instruction\": \"a\"} , {\"instruction\": \"b\"} ]\n", .json),
    ("pretty.json", "{\n  \"instruction\": \"a\"\n}\n{\n  \"instruction\":\n\"b\"\n}\n", .json),
    ("crlf.jsonl", "{\"instruction\": \"a\"}\r\n\r\n{\"instruction\": \"b\"}\r\n", .jsonl),
    ("mark.jsonl", "\u{FEFF}{\"instruction\": \"a\"}\n{\"instruction\": \"b\"}", .jsonl),
    ("mark.json", "\u{FEFF}[{\"instruction\": \"a\"},{\"instruction\": \"b\"}]", .json),
    ("blank.jsonl", "\n \n{\"instruction\": \"a\"}\n\n\t\n{\"instruction\": \"b\"}", .jsonl),
    ("table.csv", "instruction,input\na,x\nb,\"y\"\n", .csv),
    ("mark.csv", "\u{FEFF}instruction,input\r\na,\r\n\r\nb,", .csv),
    ("table.tsv", "instruction\tinput\na\tx\nb\ty, z\n", .tsv),
    ("table.txt", "instruction\tinput\na\tx\nb\ty\n", .tsv),
    ("table", "\"instruction\",\"input\"\r\n\"a\",\"x\"\r\n\"b\",\"y\"", .csv),
    ("single.csv", "instruction\na\nb\n", .csv),
  ])
  func `the content tells the format`(name: String, content: String, format: PoolFormat) throws {
    let reading = try PoolReading(content, name: name)
    #expect(reading.summaries.isEmpty)
    #expect(reading.texts == ["a", "b"])
    #expect(reading.file?.format == format)
  }

  @Test func `a broken first line does not hide that there is an object per line`() throws {
    let reading = try PoolReading("oops\n{\"instruction\": \"b\"}\n", name: "pool.csv")
    #expect(reading.texts == ["b"])
    #expect(reading.summaries == ["pool.csv:1:1: not valid JSON: a value should be here."])
    let open = try PoolReading("{\"instruction\": \"a\n{\"instruction\": \"b\"}\n")
    #expect(open.texts == ["b"])
    #expect(open.file?.format == .jsonl)
  }

  @Test func `a format that is asked for is taken`() throws {
    var options = PoolOptions()
    options.format = .tsv
    #expect(try PoolReading("text\n{\"a\"\n", name: "x.jsonl", options: options).texts == ["{\"a\""])
    options.format = .json
    #expect(try PoolReading(Self.lines, options: options).texts == ["a", "b"])
    options.format = .jsonl
    let array = try PoolReading("[1]\n{\"instruction\": \"a\"}\n", options: options)
    #expect(array.summaries == ["pool.jsonl:1:1: the record is a list, not an object."])
  }

  @Test func `cells keep quotes, separators and line breaks`() throws {
    let reading = try PoolReading(
      "instruction,input\r\n\"a \"\"b\"\", c\r\nd\",5\" pipe\r\ne,\"\"\r\n",
      name: "pool.csv"
    )
    #expect(reading.instructions.map(\.text) == ["a \"b\", c\r\nd", "e"])
    #expect(reading.instructions.map(\.input) == ["5\" pipe", ""])
    #expect(reading.records.map(\.place.line) == [2, 4])
  }

  @Test(arguments: [
    ("", InterchangeError.empty(file: "")),
    ("\u{FEFF} \n", .empty(file: "")),
    ("[]", .noRecords(file: "")),
    ("instruction,input\n", .noRecords(file: "")),
    ("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", .gitLFSPointer(file: "")),
    ("PAR1\u{15}\u{4}", .binary(file: "", kind: "Parquet")),
    ("abc\0def,g\n", .binary(file: "", kind: nil)),
    ("{\0\"\0", .binary(file: "", kind: nil)),
    ("one word\nand more\n", .unknownFormat(file: "")),
    ("instruction,a,a\n1,2,3\n", .repeatedColumn(file: "", name: "a")),
    ("\"instruction,a\n1,2\n", .headerQuoting(file: "")),
  ])
  func `what is no pool is refused as a whole`(content: String, expected: InterchangeError) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(content.utf8, to: "pool")
    let reader = try PoolReader([.file(path: path)])
    #expect {
      while try reader.next() != nil {}
    } throws: { error in
      guard let error = error as? InterchangeError else { return false }
      return error.summary
        == expected.summary.replacing(" in the header of ", with: " in the header of \(path)")
        || error.summary.replacing(path, with: "") == expected.summary
    }
  }

  @Test func `other encodings, folders and absent files are refused`() throws {
    let folder = try TemporaryFolder()
    let wide = try folder.write([0xFF, 0xFE, 0x7B, 0x00], to: "wide.json")
    let latin = try folder.write(Array("instruction,caf".utf8) + [0xE9, 0x0A], to: "latin.csv")
    let expected: [(String, InterchangeError)] = [
      (wide, .otherEncoding(file: wide, encoding: "UTF-16")),
      (latin, .headerNotUTF8(file: latin, offset: 15)),
      (folder.path, .directory(file: folder.path)),
      (folder.file("absent"), .cannotRead(file: folder.file("absent"), errno: ENOENT)),
    ]
    for (path, error) in expected {
      let reader = try PoolReader([.file(path: path)])
      #expect(throws: error) { try reader.next() }
    }
    #expect(
      InterchangeError.cannotRead(file: "x", errno: ENOENT).summary
        == "x cannot be read: No such file or directory."
    )
  }

  @Test func `standard input is read at most once`() {
    #expect(throws: InterchangeError.standardInputTwice) {
      try PoolReader([PoolSource(argument: "-"), PoolSource(argument: "-")])
    }
  }
}
