import Curation
import TestSupport

@testable import Interchange

/// Everything that reading a pool gives.
struct PoolReading {
  var records: [PoolRecord] = []
  var report: PoolReport

  /// Reads files, the usual one being `pool.jsonl`.
  ///
  /// File names in places and messages are shortened to the name without folders.
  init(
    _ files: [(name: String, bytes: [UInt8])],
    options: PoolOptions = PoolOptions(),
    held: [Instruction] = []
  ) throws {
    let folder = try TemporaryFolder()
    let sources = try files.map { PoolSource.file(path: try folder.write($0.bytes, to: $0.name)) }
    let reader = try PoolReader(sources, options: options, held: held)
    while let record = try reader.next() { records.append(record) }
    report = reader.report
    let prefix = folder.path + "/"
    report.problems = report.problems.map { $0.renamed { $0.replacing(prefix, with: "") } }
    report.duplicates = report.duplicates.map { duplicate in
      var duplicate = duplicate
      duplicate.place.file = duplicate.place.file.replacing(prefix, with: "")
      duplicate.first?.file.replace(prefix, with: "")
      return duplicate
    }
  }

  init(_ text: String, name: String = "pool.jsonl", options: PoolOptions = PoolOptions()) throws {
    try self.init([(name, Array(text.utf8))], options: options)
  }

  /// What was accepted.
  var instructions: [Instruction] { records.map(\.instruction) }

  /// The texts of what was accepted.
  var texts: [String] { instructions.map(\.text) }

  /// The messages about the problems.
  var summaries: [String] { report.problems.map(\.summary) }

  /// What is known about the only file.
  var file: PoolReport.File? { report.files.first }
}

extension PoolProblem {
  fileprivate func renamed(_ rename: (String) -> String) -> PoolProblem {
    var problem = self
    problem.place.file = rename(place.file)
    if case .repeatedID(let id, var first?) = kind {
      first.file = rename(first.file)
      problem.kind = .repeatedID(id: id, first: first)
    }
    return problem
  }
}
