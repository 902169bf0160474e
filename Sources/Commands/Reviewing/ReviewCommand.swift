import ArgumentParser
import Curation
import CursesTerminal
import Foundation
import ProjectStore
import TextUI
import Workbench

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Open the review room: accept or override the ranker's picks.",
    discussion: """
      Press ? in the room for its keys. Every decision is on disk before the screen says saved, so the room can \
      be left, or its connection lost, at any moment; it opens again where it was left.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @OptionGroup var room: RoomOptions

  func run() async throws {
    try await ReviewSession(path: project, options: room).run()
  }
}

/// How the room looks and who sits in it.
struct RoomOptions: ParsableArguments {
  @OptionGroup var curator: CuratorOption

  @Option(
    help: "A theme by name (\(Theme.names.joined(separator: ", "))), or a base16 scheme file."
  )
  var theme: String?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false
}

/// Who decides.
struct CuratorOption: ParsableArguments {
  @Option(name: .customLong("as"), help: "Your name in the log. Default: the login name.")
  var name: String?

  /// The curator's name: as given, else the login name.
  var curator: String {
    get throws {
      let environment = ProcessInfo.processInfo.environment
      let name = name ?? environment["USER"] ?? environment["LOGNAME"] ?? NSUserName()
      guard !name.isEmpty, name.utf8.count <= 64, DisplayText(untrusted: name, as: .row).substitutions == 0
      else {
        throw CommandError(
          "'\(name)' cannot be a curator's name.",
          suggestion: "Give one to 64 bytes of plain text with --as NAME."
        )
      }
      return name
    }
  }
}
