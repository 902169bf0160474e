import Curation
import Foundation
import Interchange
import ProjectStore
import TextUI

/// Reads pools into a project: all of their instructions or none.
struct ImportStage {
  /// The pools, in order.
  var sources: [PoolSource]
  /// How to read them.
  var options = PoolOptions()
  /// Whether records with problems are left out instead of stopping the import.
  var skipsInvalid = false

  /// Imports the pools into a project and reports on standard error.
  ///
  /// - Throws: `CommandError` when something is wrong; nothing is imported then.
  func run(on project: Project) async throws {
    try await interruptible { try read(into: project) }
  }

  private func read(into project: Project) throws {
    let started = Clock.now
    var held: [Instruction] = []
    try project.forEachInstruction { held.append($0) }
    let reader = try PoolReader(sources, options: options, held: held)
    held = []
    var progress = ProgressLine("importing")
    defer { progress.finish() }
    let counts = try project.importPool { pool in
      while let record = try reader.next() {
        try Task.checkCancellation()
        _ = try pool.add(record.instruction)
        let done = reader.progress
        progress.show(done.bytesRead, of: done.bytesInTotal, note: "bytes, \(done.recordCount) records")
      }
      progress.finish()
      report(reader.report)
      try check(reader.report)
      return stage(reader.report, started: started)
    }
    Console.note("Imported \(counts.added) instructions; the pool has \(try project.instructionCount).")
  }

  /// Reads the pools, reports, and imports nothing.
  ///
  /// - Throws: `CommandError` when something is wrong.
  func checkOnly() throws {
    let reader = try PoolReader(sources, options: options)
    while try reader.next() != nil {}
    report(reader.report)
    try check(reader.report)
    Console.note("Checked: \(reader.report.acceptedCount) instructions could be imported. Nothing was.")
  }

  private func check(_ report: PoolReport) throws {
    if report.problemCount > 0, !skipsInvalid {
      throw CommandError(
        "\(report.problemCount) \(report.problemCount == 1 ? "record has a problem" : "records have problems"); nothing was imported.",
        suggestion: "Correct them, or leave them out with --skip-invalid."
      )
    }
  }

  private func report(_ report: PoolReport) {
    for file in report.files {
      var line: DisplayText = "\(untrusted: file.name): \(file.recordCount) records"
      if let mapping = file.mapping {
        line += ", \(file.fittingCount) fit \(untrusted: mapping.description)"
      }
      Console.note(line)
      if file.systemMessageCount > 0 {
        Console.note("  \(file.systemMessageCount) system messages were set aside.")
      }
      if file.otherTurnCount > 0 {
        Console.note("  \(file.otherTurnCount) records have several questions; one was taken of each.")
      }
    }
    for problem in report.problems {
      Console.note("\(untrusted: problem.summary) \(untrusted: problem.suggestion)")
    }
    if report.problemCount > report.problems.count {
      Console.note("… and \(report.problemCount - report.problems.count) more problems.")
    }
    let listed = 5
    for duplicate in report.duplicates.prefix(listed) {
      let first = duplicate.first?.description ?? "an instruction of the project"
      Console.note(
        "\(untrusted: duplicate.place.description): the same text as \(untrusted: first); kept once."
      )
    }
    if report.duplicateCount > listed {
      Console.note("… and \(report.duplicateCount - listed) more exact duplicates, each kept once.")
    }
  }

  private func stage(_ report: PoolReport, started: Date) -> Stage {
    Stage(
      name: .importing,
      options: [
        "sources": sources.map(\.name).joined(separator: "\n"),
        "mapping": report.files.compactMap(\.mapping?.description).joined(separator: "\n"),
        "skip-invalid": "\(skipsInvalid)",
      ],
      counts: [
        "records": report.files.reduce(0) { $0 + $1.recordCount },
        "accepted": report.acceptedCount,
        "duplicates": report.duplicateCount,
        "problems": report.problemCount,
      ],
      version: Version.current,
      started: started,
      finished: Clock.now
    )
  }
}
