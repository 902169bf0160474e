import ArgumentParser
import Foundation
import Preferences
import TextUI
import Workbench

struct Keys: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Print the keys of the room as a configuration file that can be changed and used.",
    discussion: """
        handpick keys > ~/.config/handpick/config.yaml

      Without --preset the keys are those that hold now. Presets: default; prodigy, where Space skips, h helps \
      and Backspace takes back.
      """
  )

  @Option(help: "The keys of a preset: \(KeyMap.Preset.allCases.map(\.rawValue).joined(separator: " or ")).")
  var preset: KeyMap.Preset?

  @OptionGroup var file: ConfigurationOption

  func run() async throws {
    let configuration =
      if let preset { RoomConfiguration(preset: preset) } else { try file.configuration }
    Console.emit(Data(configuration.keyTable().utf8))
  }
}

/// Where the person's configuration is.
struct ConfigurationOption: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: """
      A configuration file. Default: the one that HANDPICK_CONFIG names, else ~/.config/handpick/config.yaml.
      """,
    completion: .file(extensions: ["yaml"])
  )
  var path: String?

  /// What the file sets for the room.
  var configuration: RoomConfiguration {
    get throws { try RoomConfiguration.load(environment: environment) }
  }

  /// The environment, with the file that was named.
  var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    if let path { environment["HANDPICK_CONFIG"] = path }
    return environment
  }
}
