import Foundation
import TestSupport
import Testing

@testable import Interchange

@Suite struct FileSeriesTests {
  /// Writes a series of so many files that hold their numbers.
  private static func write(
    _ count: Int,
    to path: String,
    willStep: @escaping () -> Void = {}
  ) throws -> [String] {
    var series = try FileSeries(path: path, willStep: willStep)
    try series.write(Array("file 1".utf8))
    for number in 1..<count {
      try series.beginNext()
      try series.write(Array("file \(number + 1)".utf8))
    }
    return try series.commit()
  }

  private static func text(of name: String, in folder: TemporaryFolder) throws -> String {
    String(decoding: try folder.bytes(of: name), as: UTF8.self)
  }

  @Test func `a single file gets the name alone, several get numbers`() throws {
    let folder = try TemporaryFolder()
    #expect(try Self.write(1, to: folder.file("one.jsonl")) == [folder.file("one.jsonl")])
    #expect(
      try Self.write(3, to: folder.file("b.c.jsonl")) == (1...3).map { folder.file("b.c-\($0).jsonl") }
    )
    #expect(try Self.write(2, to: folder.file("bare")) == [folder.file("bare-1"), folder.file("bare-2")])
    #expect(
      try folder.names
        == ["b.c-1.jsonl", "b.c-2.jsonl", "b.c-3.jsonl", "bare-1", "bare-2", "one.jsonl"]
    )
    #expect(try Self.text(of: "b.c-2.jsonl", in: folder) == "file 2")
    #expect(try folder.mode("b.c-3.jsonl") == 0o600)
  }

  @Test func `until all are complete they are visibly unfinished, and given up they are gone`() throws {
    let folder = try TemporaryFolder()
    do {
      var series = try FileSeries(path: folder.file("batch.jsonl"))
      try series.write([1])
      try series.beginNext()
      #expect(series.count == 2)
      #expect(try folder.names == ["batch-1.jsonl.unfinished", "batch-2.jsonl.unfinished"])
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func `two cannot write the same series`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("batch.jsonl")
    let series = try FileSeries(path: path)
    let busy = InterchangeError.beingWritten(path: folder.file("batch-1.jsonl.unfinished"))
    #expect(throws: busy) { _ = try FileSeries(path: path) }
    try series.write(Array("mine".utf8))
    #expect(try series.commit() == [path])
    #expect(try Self.text(of: "batch.jsonl", in: folder) == "mine")
  }

  @Test(arguments: ["batch.jsonl", "batch-1.jsonl", "batch-12.jsonl"])
  func `nothing that exists is written over`(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: name)
    #expect(throws: InterchangeError.exists(path: folder.file(name))) {
      _ = try Self.write(1, to: folder.file("batch.jsonl"))
    }
    #expect(try folder.names == [name])
  }

  @Test(arguments: ["batch-.jsonl", "batch-01.jsonl", "batch-x.jsonl", "batch-1.json", "other-1.jsonl"])
  func `files of other names are left alone`(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: name)
    _ = try Self.write(1, to: folder.file("batch.jsonl"))
    #expect(try folder.names.contains(name) && Self.text(of: name, in: folder) == "old")
  }

  @Test(arguments: ["batch-1.jsonl", "batch-2.jsonl"])
  func `a file that gets one of the names meanwhile is left alone, and no part of the series appears`(
    name: String
  ) throws {
    let folder = try TemporaryFolder()
    var series = try FileSeries(path: folder.file("batch.jsonl"))
    try series.beginNext()
    try series.beginNext()
    try folder.write("other", to: name)
    do {
      _ = try series.commit()
      Issue.record("it was written over")
    } catch { #expect(error == .exists(path: folder.file(name))) }
    #expect(try folder.names == [name])
    #expect(try Self.text(of: name, in: folder) == "other")
  }

  @Test func `absent folders and unsafe names are refused`() throws {
    let folder = try TemporaryFolder()
    let first = folder.file("absent/batch-1.jsonl.unfinished")
    #expect(throws: InterchangeError.cannotWrite(path: first, errno: ENOENT)) {
      _ = try FileSeries(path: folder.file("absent/batch.jsonl"))
    }
    #expect(throws: InterchangeError.self) { _ = try FileSeries(path: folder.file(".batch")) }
  }

  /// Every step of a series of three files that a kill could precede.
  private static let steps = Array(1...13)

  @Test(arguments: steps)
  func `killed before any step, the first file shows whether there are all, and the next run makes it right`(
    step: Int
  ) async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("batch.jsonl")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, step = step as Int] in
      var count = 0
      _ = try Self.write(3, to: path) {
        count += 1
        if count == step { kill(getpid(), SIGKILL) }
      }
    }
    try Self.checkRecovery(in: folder)
  }

  @Test(arguments: [(9, 1), (9, 2), (9, 3), (9, 4), (9, 5), (9, 6), (10, 1), (10, 2), (10, 3)])
  func `killed while it clears away what another left, too`(first: Int, step: Int) async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("batch.jsonl")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, first = first as Int] in
      // The last two files have appeared, and before step 10 the first, too.
      var count = 0
      _ = try Self.write(3, to: path) {
        count += 1
        if count == first { kill(getpid(), SIGKILL) }
      }
    }
    #expect(try folder.names.contains("batch-2.jsonl"))
    #expect(try folder.names.contains("batch-1.jsonl") == (first == 10))
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, step = step as Int] in
      var count = 0
      _ = try Self.write(3, to: path) {
        count += 1
        if count == step { kill(getpid(), SIGKILL) }
      }
    }
    try Self.checkRecovery(in: folder)
  }

  /// Looks at what a killed writer left, and writes again.
  private static func checkRecovery(in folder: TemporaryFolder) throws {
    let parts = (1...3).map { "batch-\($0).jsonl" }
    let left = try folder.names
    #expect(!left.contains("batch.jsonl"))
    if left.contains(parts[0]) {
      #expect(left.filter { parts.contains($0) } == parts)
      for number in 1...3 { #expect(try text(of: parts[number - 1], in: folder) == "file \(number)") }
      #expect(throws: InterchangeError.exists(path: folder.file(parts[0]))) {
        _ = try write(3, to: folder.file("batch.jsonl"))
      }
    } else {
      #expect(try write(3, to: folder.file("batch.jsonl")) == parts.map(folder.file))
    }
    #expect(try folder.names == parts)
    for number in 1...3 { #expect(try text(of: parts[number - 1], in: folder) == "file \(number)") }
  }
}
