import Foundation
import TestSupport
import Testing
import TextUI

@Suite(.serialized, .enabled(if: TmuxSession.isAvailable, "tmux is missing: apt-get install tmux"))
struct ReadmePictureTests {
  @Test func `the README's picture is the screen that the demo opens with`() async throws {
    let room = try await demo(size: Size(rows: 30, columns: 112))
    let terminal = room.terminal
    defer { terminal.kill() }
    try await expectPicture("picture", in: terminal)
    try terminal.sendKeys("q")
  }

  @Test func `the README's pictures of other rooms are what the demo shows before and after deciding`()
    async throws
  {
    let room = try await demo(size: Size(rows: 24, columns: 80))
    let terminal = room.terminal
    defer { terminal.kill() }
    try terminal.sendKeys("Tab", "Tab")
    try await terminal.waitFor(text: "> RATIONALE")
    try await expectPicture("picture-rationale", in: terminal)
    try terminal.sendKeys("Tab", "Tab")
    for number in 1...24 { try await decide(number, in: terminal) }
    try terminal.sendKeys(":")
    try terminal.sendLine("16")
    try await terminal.waitFor(text: "CLUSTER 16 ")
    try terminal.sendKeys("4", "c")
    try await terminal.waitFor(text: "UNDER THE CURSOR")
    try await expectPicture("picture-compare", in: terminal)
    try terminal.sendKeys("q", "S")
    var page = try await terminal.waitFor(text: "PROGRESS")
    var line = 1
    while !page.contains(/STATISTICS[^\n]*\n  CURATORS AND THE RANKER/) {
      try terminal.sendKeys("j")
      line += 1
      page = try await terminal.waitFor(text: "lines \(line)-")
    }
    try await expectPicture("picture-statistics", in: terminal)
    try terminal.sendKeys("q", "M")
    try await terminal.waitFor(what: "the map") { $0.contains("PCA") && !$0.contains("reading…") }
    try await expectPicture("picture-map", in: terminal)
    try terminal.sendKeys("q", "q")
  }

  /// The room on a fresh demo, at a time that is always the same.
  private func demo(size: Size) async throws -> DemoRoom {
    try await DemoRoom(size: size, environment: ["SOURCE_DATE_EPOCH": "1790000000", "TZ": "UTC"])
  }

  /// Decides as somebody might: mostly as the ranker did, now and then otherwise.
  private func decide(_ number: Int, in terminal: TmuxSession) async throws {
    let screen = try await terminal.waitFor(what: "cluster \(number)") {
      $0.contains("CLUSTER \(number) ") && $0.contains("INSTRUCTION 1/")
    }
    if screen.contains("decide-first") {
      try terminal.sendKeys("a")
      try await terminal.waitFor(text: "Noted: o keeps your choice")
      try terminal.sendKeys("o")
    } else if number % 4 == 3 {
      try terminal.sendKeys("3", "o")
    } else {
      try terminal.sendKeys(number % 5 == 0 ? "x" : "a")
    }
    let asked = try await terminal.waitFor(what: "an answer") {
      $0.contains("Saved: cluster \(number) ") || $0.contains("Why?")
    }
    if asked.contains("Why?") { try terminal.sendKeys(number % 5 == 0 ? "l" : "v") }
    try await terminal.waitFor(text: "Saved: cluster \(number) ")
  }

  private func expectPicture(_ part: String, in terminal: TmuxSession) async throws {
    // What tmux shows may be half a frame where much else goes on.
    let screen = try await terminal.settledScreen()
    // Without the line end after the last row.
    let rows = screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { row in row.replacing(/\s+$/, with: "") }
    try expectReadme(part: part, toSay: "```\n" + rows.joined(separator: "\n") + "\n```\n")
  }
}
