import TestSupport
import Testing
import TextUI

@Suite struct TmuxSessionTests {
  @Test(.enabled(if: TmuxSession.isAvailable, "tmux is missing: apt install tmux"))
  func `a program in a real terminal can be watched and driven`() async throws {
    let session = try TmuxSession(size: Size(rows: 10, columns: 40), environment: ["GREETING": "hello"])
    defer { session.kill() }
    try session.sendLine("echo $GREETING there")
    try await session.waitFor(text: "hello there")
    try session.resize(to: Size(rows: 5, columns: 60))
    try session.sendLine("stty size")
    try await session.waitFor(text: "5 60")
    #expect(try session.value(of: "#{alternate_on}") == "0")
  }
}
