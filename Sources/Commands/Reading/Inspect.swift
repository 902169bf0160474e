import ArgumentParser
import Curation
import ProjectStore
import TextUI

struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Tell all that is known of a cluster: every try to rank it, and what was decided.",
    discussion: """
      Of each try: the model as the server calls it, the digest of the request, tokens and milliseconds, the order in \
      which the candidates were shown, the order that was read from the reply or why there is none, and the \
      rationales. --replies adds the replies as they came. It tells the ranker's opinion in every mode.

        handpick inspect team.handpick 12
        handpick inspect team.handpick 12 --run 2 --replies
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Argument(help: "The number of the cluster.")
  var cluster: Int

  @Option(help: "Tell of the tries of this run alone.")
  var run: Int?

  @Flag(help: "Print the replies as they came, too.")
  var replies = false

  @Flag(help: "Print JSON, with the replies.")
  var json = false

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    _ = try project.currentDivision
    let inspection = try ClusterInspection(of: cluster, run: run, in: project)
    if json { return try JSONOutput.print(inspection) }
    inspection.lines(withReplies: replies).forEach(Console.print)
  }
}
