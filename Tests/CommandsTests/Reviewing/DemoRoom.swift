import Foundation
import TestSupport
import Testing
import TextUI

/// The room on a demo project in a folder of its own, in a real terminal.
struct DemoRoom {
  let folder: TemporaryFolder
  let terminal: TmuxSession

  /// Makes the project and opens the room on its first cluster.
  ///
  /// - Parameters:
  ///   - size: The size of the terminal.
  ///   - environment: What to add to the environment.
  ///   - files: Programs to put beside the project, by name.
  /// - Throws: What goes wrong on the way.
  init(
    size: Size = Size(rows: 30, columns: 120),
    environment: [String: String] = [:],
    files: [String: String] = [:]
  ) async throws {
    folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    let outcome = try BuiltProgram.run("demo", "here", in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    terminal = try TmuxSession(
      command: "sh",
      size: size,
      environment: ["USER": "ada", "PS1": "$ ", "HANDPICK": BuiltProgram.path, "VISUAL": ""]
        .merging(environment) { $1 },
      directory: folder.url.path
    )
    try terminal.sendLine(#""$HANDPICK" review here/demo.handpick --no-welcome; echo "left with $?""#)
    try await terminal.waitFor(text: "0/24 decided")
    try await terminal.waitFor(text: "? help")
  }

  /// Runs another process on the project.
  @discardableResult
  func handpick(_ command: String, _ arguments: String...) throws -> String {
    let outcome = try BuiltProgram.run([command, "here/demo.handpick"] + arguments, in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }
}
