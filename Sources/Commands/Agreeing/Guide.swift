import ArgumentParser
import ProjectStore
import TextUI

struct Guide: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide",
    abstract: "Show or set the guide: what the team looks for, in its own words.",
    discussion: "Curators read it in the room. An empty file takes the guide away."
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "A text file with the guide, UTF-8, up to 64 KB; - is standard input.", completion: .file())
  var set: String?

  func run() async throws {
    guard let file = set else { return try show() }
    let text = try TextFile(path: file).read()
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    let isEmpty = !text.contains { !$0.isWhitespace }
    try project.save(setting: isEmpty ? nil : text, as: "guide")
    Console.note(isEmpty ? "The project has no guide any more." : "The guide is set; curators see it now.")
  }

  private func show() throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    guard let guide: String = try project.setting("guide") else {
      return Console.note("No guide yet. Set one: handpick guide \(untrusted: project.typedPath) --set FILE")
    }
    Console.print(DisplayText(untrusted: guide, as: .body))
  }
}
