import Foundation
import TestSupport
import Testing
import TextUI

@Suite(.enabled(if: TmuxSession.isAvailable, "tmux is missing: apt-get install tmux"))
struct ReadmePictureTests {
  @Test func `the README's picture is the screen that the demo opens with`() async throws {
    let folder = try TemporaryFolder()
    let terminal = try TmuxSession(
      command: "sh",
      size: Size(rows: 30, columns: 112),
      environment: ["USER": "ada", "HANDPICK": BuiltProgram.path],
      directory: folder.url.path
    )
    defer { terminal.kill() }
    try terminal.sendLine(#""$HANDPICK" demo here --no-welcome"#)
    try await terminal.waitFor(text: "0/24 decided")
    let screen = try await terminal.waitFor(text: "? help")
    let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
      .map { row in row.replacing(/\s+$/, with: "") }
    try expectReadme(part: "picture", toSay: "```\n" + rows.joined(separator: "\n") + "\n```\n")
    try terminal.sendKeys("q")
  }
}
