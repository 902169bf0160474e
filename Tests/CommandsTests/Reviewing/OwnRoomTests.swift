import Foundation
import TestSupport
import Testing
import TextUI

/// The room as one finds it first and as one makes it one's own, in a real terminal.
@Suite(.enabled(if: TmuxSession.isAvailable, "tmux is missing: apt-get install tmux"))
struct OwnRoomTests {
  private static let usual = Size(rows: 24, columns: 80)

  private func demo() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let outcome = try BuiltProgram.run("demo", "here", in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  private func shell(in folder: TemporaryFolder, size: Size = usual) throws -> TmuxSession {
    try TmuxSession(
      command: "sh",
      size: size,
      environment: ["USER": "ada", "PS1": "$ ", "HANDPICK": BuiltProgram.path, "NO_COLOR": ""],
      directory: folder.url.path
    )
  }

  private func status(in folder: TemporaryFolder, of project: String = "here/demo.handpick") throws -> String
  {
    try BuiltProgram.run("status", project, in: folder).output
  }

  @Test func `the first visit shows six keys, the key that closes them decides nothing, and later ones none`()
    async throws
  {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine(#""$HANDPICK" review here/demo.handpick; echo "left with $?""#)
    try await terminal.waitFor(text: "WELCOME")
    try terminal.sendKeys("a")
    try await terminal.waitFor(what: "the box is gone") { !$0.contains("WELCOME") && $0.contains("? help") }
    #expect(try status(in: folder).contains("0 accepted"))
    try terminal.sendKeys("a")
    try await terminal.waitFor(text: "Saved: cluster 1 accepted")
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "left with 0")
    try terminal.sendLine(#"clear; "$HANDPICK" review here/demo.handpick"#)
    let screen = try await terminal.waitFor(text: "? help")
    #expect(!screen.contains("WELCOME"))
    try terminal.sendKeys("q")
  }

  @Test func `keys, theme and ASCII come from the configuration, and the command line wins over it`()
    async throws
  {
    let folder = try demo()
    try folder.write(
      "preset: prodigy\nascii: true\nmouse: false\ntheme: nope.yaml\nkeys:\n  accept: z\n  redo: []\n",
      to: "mine.yaml"
    )
    let terminal = try shell(in: folder, size: Size(rows: 24, columns: 120))
    defer { terminal.kill() }
    try terminal.sendLine(#""$HANDPICK" review here/demo.handpick --config mine.yaml"#)
    try await terminal.waitFor(text: "nope.yaml")
    try terminal.sendLine(
      #"clear; HANDPICK_CONFIG=mine.yaml "$HANDPICK" review here/demo.handpick --theme light --no-welcome"#
    )
    let screen = try await terminal.waitFor(text: "Without a key now, but here by name: :redo.")
    let isASCII = screen.utf8.allSatisfy { $0 < 0x80 }
    #expect(isASCII)
    #expect(try terminal.value(of: "#{mouse_any_flag}") == "0")
    try terminal.sendKeys("a")
    try await terminal.waitFor(text: "a means nothing here")
    #expect(try status(in: folder).contains("0 accepted"))
    try terminal.sendKeys("z")
    try await terminal.waitFor(text: "Saved: cluster 1 accepted. Backspace takes it back.")
    try terminal.sendKeys("Space")
    try await terminal.waitFor(text: "Saved: cluster 2 skipped")
    try terminal.sendKeys("h")
    try await terminal.waitFor(text: "IN THE ROOM")
    try terminal.sendKeys("q", "q")
  }

  @Test func `the mouse selects, decides nothing, and is left to plain text`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder, size: Size(rows: 30, columns: 120))
    defer { terminal.kill() }
    try terminal.sendLine(#""$HANDPICK" review here/demo.handpick --no-welcome; echo left"#)
    try await terminal.waitFor(text: "? help")
    #expect(try terminal.value(of: "#{mouse_any_flag}") == "1")
    try await press(row: 5, column: 50, in: terminal, toSee: "INSTRUCTION 3/10")
    try await press(row: 4, column: 5, in: terminal, toSee: "CLUSTER 3 ")
    #expect(try status(in: folder).contains("0 accepted, 0 overridden, 0 none; 0 skipped"))
    try terminal.sendKeys("y")
    try await terminal.waitFor(what: "plain text") { !$0.contains("CLUSTER") }
    #expect(try terminal.value(of: "#{mouse_any_flag}") == "0")
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "CLUSTERS")
    #expect(try terminal.value(of: "#{mouse_any_flag}") == "1")
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "left")
    #expect(try terminal.value(of: "#{mouse_any_flag}") == "0")
  }

  /// Presses and releases the first button as a terminal tells it (X10 form), counted from 0.
  private func press(
    row: UInt8,
    column: UInt8,
    in terminal: TmuxSession,
    toSee text: String
  ) async throws {
    // Of events that come at once ncurses tells the last alone, so that on a busy machine a press can be lost behind
    // its release; whoever sees nothing happen presses again.
    for _ in 0..<20 {
      for button in [32, 35] as [UInt8] {
        try terminal.sendBytes([0x1B, 0x5B, 0x4D, button, 33 + column, 33 + row])
      }
      if try await terminal.shows(text, within: 60) { return }
    }
    try await terminal.waitFor(text: text, tries: 1)
  }

  @Test func `a theme is changed at once, and a wrong one changes nothing`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine(#"TERM=xterm-256color "$HANDPICK" review here/demo.handpick --no-welcome"#)
    try await terminal.waitFor(text: "? help")
    let before = try terminal.capture(escapes: true)
    try terminal.sendKeys(":")
    try terminal.sendLine("theme monochrome")
    try await terminal.waitFor(text: "Theme: monochrome.")
    let after = try terminal.capture(escapes: true)
    // The words of the third row stay, and only their colours change.
    let rows = [before, after].map { $0.split(separator: "\n", omittingEmptySubsequences: false)[2] }
    #expect(rows[0] != rows[1])
    try terminal.sendKeys(":")
    try terminal.sendLine("theme nope")
    try await terminal.waitFor(text: "There is no theme \"nope\"")
    try terminal.sendKeys("q")
  }

  @Test func `the width of the list is kept for the next visit`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder, size: Size(rows: 30, columns: 120))
    defer { terminal.kill() }
    let open = #"clear; "$HANDPICK" review here/demo.handpick --no-welcome; echo "left with $?""#
    try terminal.sendLine(open)
    let before = try column(of: " CLUSTER 1 ", in: await terminal.waitFor(text: "? help"))
    try terminal.sendKeys(">")
    try await terminal.waitFor(what: "a wider list") { column(of: " CLUSTER 1 ", in: $0) == before + 4 }
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "left with 0")
    try terminal.sendLine(open)
    let after = try column(of: " CLUSTER 1 ", in: await terminal.waitFor(text: "? help"))
    #expect(after == before + 4)
    try terminal.sendKeys("q")
  }

  private func column(of words: String, in screen: String) -> Int {
    for line in screen.split(separator: "\n") {
      if let range = line.range(of: words) {
        return line.distance(from: line.startIndex, to: range.lowerBound)
      }
    }
    return -1
  }

  @Test func `an empty project is filled, embedded and cut on the way into the room`() async throws {
    let folder = try TemporaryFolder()
    try #require(BuiltProgram.run("new", "p.handpick", in: folder).status == 0)
    let pool = (0..<60).map { #"{"id":"i\#($0)","instruction":"Explain step \#($0) of tea."}"# }
    try folder.write(pool.joined(separator: "\n"), to: "pool.jsonl")
    let terminal = try shell(in: folder, size: Size(rows: 24, columns: 110))
    defer { terminal.kill() }
    try terminal.sendLine(#""$HANDPICK" review p.handpick"#)
    try await terminal.waitFor(text: "Which pool shall be imported?")
    try terminal.sendLine("pool.jsonl")
    try await terminal.waitFor(text: "Embed now with the lexical encoder? [Y/n]")
    try terminal.sendLine("n")
    try await terminal.waitFor(text: "Next: handpick embed p.handpick")
    try terminal.sendLine(#"clear; "$HANDPICK" review p.handpick"#)
    try await terminal.waitFor(text: "60 instructions have no embedding yet.")
    try terminal.sendLine("")
    try await terminal.waitFor(text: "Make 6 clusters now? [Y/n, or another number]")
    try terminal.sendLine("5")
    try await terminal.waitFor(text: "WELCOME")
    try await terminal.waitFor(text: "Nothing is ranked yet")
    try terminal.sendKeys("Enter")
    try await terminal.waitFor(text: "0/5 decided")
    try terminal.sendKeys("q")
  }

  @Test func `the themes are shown on screen one by one`() async throws {
    let folder = try TemporaryFolder()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine(#""$HANDPICK" themes; echo "left with $?""#)
    try await terminal.waitFor(text: "1/9")
    try terminal.sendKeys("n")
    try await terminal.waitFor(text: "2/9")
    try await terminal.waitFor(text: "light  on ")
    try terminal.sendKeys("p", "p")
    try await terminal.waitFor(text: "9/9")
    try terminal.resize(to: Size(rows: 5, columns: 30))
    try await terminal.waitFor(text: "enlarge the window")
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "left with 0")
  }
}
