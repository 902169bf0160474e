import ArgumentParser
import Foundation
import ProjectStore
import TextUI

struct Runs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the rankings that lie side by side, and choose which one is reviewed.",
    discussion: """
      Each ranker, model, prompt and number of passes is a run of its own; none replaces another. The one marked * \
      is under review: the room shows its order, and picks are compared with it. rank makes the run that it begins \
      the one under review, unless it is told --aside.

        handpick runs team.handpick
        handpick runs team.handpick --review 2

      --show tells of one run whether it favours places among the candidates shown or long texts, and what a decision \
      costs.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "Make the run with this number the one under review.")
  var review: Int?

  @Option(help: "Tell more of the run with this number: its bias for places and lengths, and its cost.")
  var show: Int?

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let project = try Project.open(at: project, access: review == nil ? .readOnly : .readWrite)
    defer { try? project.close() }
    try project.noteWarnings()
    _ = try project.currentDivision
    if let review {
      try project.review(run: project.run(numbered: review).id)
      Console.note("Run \(review) is under review now; open rooms show it at once.")
    }
    let (runs, reviewed) = try project.numberedRuns()
    if let show {
      let run = try project.run(numbered: show)
      let detail = try RunDetail(run, isReviewed: run.id == reviewed, in: project)
      if json { return try JSONOutput.print(detail) }
      return detail.lines.forEach(Console.print)
    }
    let reports = try runs.map { try RunReport($0, isReviewed: $0.id == reviewed, in: project) }
    if json { return try JSONOutput.print(reports) }
    guard !reports.isEmpty else { return Console.note("These clusters have no ranking yet.") }
    Self.table(of: reports).lines.forEach(Console.print)
  }

  private static func table(of reports: [RunReport]) -> TextTable {
    var table = TextTable([
      ("  run", .right), ("who", .left), ("prompt", .left), ("passes", .left), ("ranked", .right),
      ("failed", .right), ("tokens", .right), ("since", .left),
    ])
    for report in reports {
      let failed = report.failed.values.reduce(0, +)
      let mark: DisplayText = report.isReviewed ? "* " : "  "
      table.add([
        mark + "\(report.run)", "\(untrusted: report.ranker)", "\(untrusted: report.prompt ?? "-")",
        "\(untrusted: report.passes)", "\(report.ranked)", "\(failed)",
        "\(report.promptTokens + report.completionTokens)",
        "\(untrusted: LocalTime.text(of: report.started))",
      ])
    }
    return table
  }
}
