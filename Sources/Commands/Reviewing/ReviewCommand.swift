import ArgumentParser
import Curation
import CursesTerminal
import Foundation
import ModelClient
import Preferences
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
    let verdicts = try await ReviewSession(path: project, options: room).run()
    Console.note("\(verdicts.decided) of \(verdicts.count) clusters are decided, all saved.")
    Console.note("Go on:     handpick review \(untrusted: project)")
    if verdicts.decided > 0 { Console.note("Hand over: handpick export \(untrusted: project) --output FILE") }
  }
}

/// How the room looks and who sits in it.
struct RoomOptions: ParsableArguments {
  @OptionGroup var curator: CuratorOption

  @OptionGroup var file: ConfigurationOption

  @Option(
    help: "A theme by name (\(Theme.names.joined(separator: ", "))), or a base16 scheme file."
  )
  var theme: String?

  @Option(
    help: """
      The endpoint, by name or address, that may be asked again from the room with your key. Those that your \
      configuration describes may be asked anyway.
      """
  )
  var endpoint: String?

  @Flag(inversion: .prefixedNo, help: "Take clicks and the wheel; with Shift the terminal selects text.")
  var mouse: Bool?

  @Flag(inversion: .prefixedNo, help: "Draw with ASCII characters only.")
  var ascii: Bool?

  @Flag(inversion: .prefixedNo, help: "On the first visit, show the keys to begin with.")
  var welcome = true

  /// What the person's file sets, and before it what the command line and the environment say.
  var configuration: RoomConfiguration {
    get throws {
      var configuration = try file.configuration
      let themes = [theme, ProcessInfo.processInfo.environment["HANDPICK_THEME"]].compactMap(\.self)
      if let theme = themes.first(where: { !$0.isEmpty }) { configuration.theme = theme }
      if let mouse { configuration.usesMouse = mouse }
      if let ascii { configuration.usesASCII = ascii }
      return configuration
    }
  }
}

extension RoomOptions {
  /// The endpoints that the curator knows, the one named for this visit first.
  var endpoints: [EndpointProfile] {
    get throws {
      let known = try file.endpoints
      let named = try endpoint.map { try known.profile(for: $0) }
      return (named.map { [$0] } ?? []) + known.names.compactMap { known.profiles[$0] }
    }
  }
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
      guard Self.isFit(name) else {
        throw CommandError(
          "'\(name)' cannot be a curator's name.",
          suggestion: "Give one to 64 bytes of plain text with --as NAME."
        )
      }
      return name
    }
  }

  /// Whether a name can stand in the log and on the screen.
  static func isFit(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64 && DisplayText(untrusted: name, as: .row).substitutions == 0
  }
}
