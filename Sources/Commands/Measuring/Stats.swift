import ArgumentParser
import Curation
import Foundation
import Interchange
import ProjectStore
import Reports
import Statistics
import TextUI
import Workbench

struct Stats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Tell what the decisions so far amount to.",
    discussion: """
      Progress and pace; how often curators accept what they see of the ranker, and agree with what they do not; \
      how far they agree with each other; why they override; how well the picks stand for the pool. A rate of \
      fewer than 30 decisions is not given. The room shows the same under S.

        handpick stats team.handpick
        handpick stats team.handpick --json
        handpick stats team.handpick --html report.html
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Flag(help: "Print JSON, with all digits.")
  var json = false

  @Option(
    help: "Write one HTML page with charts, which loads nothing; - is standard output.",
    completion: .file()
  )
  var html: String?

  func validate() throws {
    guard !(json && html == "-") else {
      throw ValidationError("Standard output takes either --json or --html -.")
    }
  }

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    _ = try project.currentDivision
    let statistics = try StatisticsReader(project: project).read()
    if let html { try write(statistics, of: project, to: html) }
    if json { return try JSONOutput.print(StatisticsJSON(statistics)) }
    if html == nil { print(statistics) }
  }

  private func write(_ statistics: ReviewStatistics, of project: Project, to path: String) throws {
    let name = URL(fileURLWithPath: project.path).lastPathComponent
    let page = StatisticsPage(statistics, project: name, date: Clock.now).html
    guard path != "-" else { return Console.emit(Data(page.utf8)) }
    try OutputFile.refuseDatabase(at: path, option: "--html")
    let file = try AtomicFile(path: path)
    try file.write(Array(page.utf8))
    try file.commit()
    Console.note("Wrote \(untrusted: path).")
  }

  private func print(_ statistics: ReviewStatistics) {
    let report = StatisticsReport(statistics, secondsFromUTC: LocalTime.secondsFromUTC)
    TextOutput.current.print(report.lines)
  }
}
