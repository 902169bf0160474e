import ArgumentParser
import Curation
import Foundation
import Interchange
import ProjectStore
import TextUI

struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the queue for the annotators.",
    discussion: """
      jsonl          one object per line: the faithful one
      csv            for spreadsheets; cells that a spreadsheet would run as a formula are disarmed
      label-studio   tasks for Label Studio, with a labelling page beside them (NAME.config.xml)

      The file is written as a whole or not at all, and takes the place of another only with --replace. The ranker's rationale steers people who write answers, so \
      Label Studio gets it only with --rationale.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "jsonl, csv or label-studio.")
  var format: QueueFormat = .jsonl

  @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
  var output: String

  @Flag(help: "Let the queue take the place of a file that exists.")
  var replace = false

  @Flag(inversion: .prefixedNo, help: "Whether to write the ranker's rationale.")
  var rationale: Bool?

  func run() async throws {
    let started = Clock.now
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    _ = try project.currentDivision
    let queue = try project.queue()
    let export = QueueExport(format, includesRationale: rationale)
    try OutputFile.refuseDatabase(at: output, option: "--output")
    if !replace { try OutputFile.refuseExisting(at: output) }
    let files = try write(queue.items, by: export)
    try project.record(
      Stage(
        name: .export,
        options: ["format": format.rawValue, "output": output, "rationale": "\(export.includesRationale)"],
        counts: ["items": queue.items.count],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    let verdicts = try project.verdicts()
    let open = verdicts.count - verdicts.decided
    Console.note("Wrote \(queue.items.count) instructions to \(untrusted: files.first ?? "standard output").")
    for file in files.dropFirst() { Console.note("The labelling page is \(untrusted: file).") }
    if open > 0 { Console.note("\(open) clusters are still open.") }
  }

  private func write(_ items: [QueueItem], by export: QueueExport) throws -> [String] {
    do throws(InterchangeError) {
      return try export.write(items, to: ExportDestination(argument: output))
    } catch .cannotWrite(_, EPIPE) {
      throw CommandError(
        "The program that read the queue went away before its end.",
        suggestion: "Write to a file with --output, or read all of it."
      )
    }
  }
}
