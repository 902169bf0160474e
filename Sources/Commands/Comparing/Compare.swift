import ArgumentParser
import ProjectStore
import Statistics
import TextUI

struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Tell how far two runs agree, beside chance and beside a repeat.",
    discussion: """
      Over the clusters that both have ranked: how often they put the same candidate first, Kendall's tau and \
      rank-biased overlap (p 0.9) of their orders, and how many of their picks they share. The noise floor is how \
      far a run agrees with a repeat of itself: what is no less alike is no difference. A repeat is a run that \
      differs from the first, else the second, in nothing but the seed, or what R in the room had ranked again.

        handpick rank team.handpick --endpoint URL --model NAME --seed 1 --aside --sample 50
        handpick compare team.handpick 1 2
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Argument(help: "The number of a run, as handpick runs lists them.")
  var first: Int

  @Argument(help: "The number of another one.")
  var second: Int

  @Option(help: "The run to take for a repeat of the first.")
  var floor: Int?

  @Flag(help: "Print JSON, with all digits.")
  var json = false

  func validate() throws {
    guard first != second else { throw ValidationError("A run agrees with itself; name two.") }
    guard floor != first else { throw ValidationError("A run is no repeat of itself; name another --floor.") }
  }

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    _ = try project.currentDivision
    let report = try RunComparisonReport(first: first, second: second, floor: floor, in: project)
    if json { return try JSONOutput.print(report.json) }
    report.lines.forEach(Console.print)
  }
}
