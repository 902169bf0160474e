import Foundation
import TestSupport
import Testing
import TextUI

/// What happens to a project while one sits in the room, in a real terminal and without a key.
@Suite(.enabled(if: TmuxSession.isAvailable, "tmux is missing: apt-get install tmux"))
struct NewsTests {
  @Test func `what another process decides appears, and the cursor stays`() async throws {
    let room = try await DemoRoom()
    defer { room.terminal.kill() }
    try room.terminal.sendKeys("j", "j")
    try await room.terminal.waitFor(text: "INSTRUCTION 3/10")
    try room.handpick("decide", "1", "accept", "--as", "bob")
    let screen = try await room.terminal.waitFor(text: "accepted by bob")
    #expect(screen.contains("CLUSTER 1  accepted by bob") && screen.contains("INSTRUCTION 3/10"))
    #expect(screen.contains("1/24 decided"))
    try room.handpick("decide", "5", "none", "--reason", "trivial", "--as", "bob")
    let other = try await room.terminal.waitFor(text: "2/24 decided")
    #expect(other.contains(" 5 x ") && other.contains("INSTRUCTION 3/10"))
    try room.handpick("decide", "--undo", "--as", "bob")
    let undone = try await room.terminal.waitFor(text: "1/24 decided")
    #expect(undone.contains(" 5 - "))
    try room.terminal.sendKeys("q")
    try await room.terminal.waitFor(text: "left with 0")
  }

  @Test func `who decides about what somebody else just decided about sees it`() async throws {
    let room = try await DemoRoom()
    defer { room.terminal.kill() }
    try room.handpick("decide", "1", "none", "--reason", "trivial", "--as", "bob")
    try await room.terminal.waitFor(text: "CLUSTER 1  none by bob")
    try room.terminal.sendKeys("a")
    try await room.terminal.waitFor(text: "Saved: cluster 1 accepted (was none).")
    try room.terminal.sendKeys("q")
  }

  @Test(.enabled(if: LanguageServer.python != nil, LanguageServer.howToInstall))
  func `the model is asked again while one goes on, and its answer comes as news`() async throws {
    try await LanguageServer.serve { address in
      let folder = try rankedPool(by: address)
      let terminal = try TmuxSession(
        command: "sh",
        size: Size(rows: 30, columns: 120),
        environment: ["USER": "ada", "PS1": "$ ", "HANDPICK": BuiltProgram.path, "HANDPICK_API_KEY": ""],
        directory: folder.url.path
      )
      defer { terminal.kill() }
      try terminal.sendLine(#""$HANDPICK" review tea.handpick --no-welcome; echo "left with $?""#)
      try await terminal.waitFor(text: "INSTRUCTION 1/3")
      let before = try Self.candidates(on: terminal.capture())
      let answers = try await countAnswers(in: terminal)
      // Both at once: the answer may be there before a second command of the test.
      try terminal.sendKeys("R", "j")
      let news = try await terminal.waitFor(tries: 2400, what: "what came of it") {
        $0.contains("Cluster 1 has a new ranking.") || $0.contains("No new ranking of cluster 1")
      }
      #expect(news.contains("INSTRUCTION 2/3") && !news.contains("asking about 1"))
      #expect(Self.candidates(on: news) == before, "the list changed under the cursor")
      #expect(try await countAnswers(in: terminal) > answers)
      try terminal.sendKeys("q")
      try await terminal.waitFor(text: "left with 0")
    }
  }

  /// A project of three clusters that a model has been asked about once.
  private func rankedPool(by address: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let tasks = [
      "Explain to a child why the sky is blue.", "Write a haiku about autumn rain.",
      "List uses of a paper clip.",
      "What is the capital of France?", "Compare two ways to store energy.", "Name a colour.",
      "Translate 'good morning' into Spanish.", "Describe the smell of bread.", "Add 17 and 25.",
    ]
    let pool = tasks.enumerated().map { #"{"id":"i\#($0)","instruction":"\#($1)"}"# }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    for arguments in [
      ["new", "tea.handpick", "pool.jsonl"], ["embed", "tea.handpick"],
      ["cluster", "tea.handpick", "--clusters", "3"], ["mode", "tea.handpick", "--audit", "0"],
      ["rank", "tea.handpick", "--endpoint", address, "--model", "small", "--passes", "1"],
    ] {
      let outcome = try BuiltProgram.run(arguments, in: folder)
      try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
    return folder
  }

  /// Inspects the candidate under the cursor, and comes back with how many answers of the model there are.
  private func countAnswers(in terminal: TmuxSession) async throws -> Int {
    try terminal.sendKeys("i")
    let page = try await terminal.waitFor(text: "nothing happened yet")
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "CLUSTERS")
    return page.split(separator: "\n").count { $0.contains("  small") }
  }

  /// The candidates in the order on screen.
  private static func candidates(on screen: String) -> [Substring] {
    screen.split(separator: "\n").compactMap { $0.firstMatch(of: /\[[ x]\] (.*)/)?.output.1 }
  }
}
