import Foundation
import TestSupport
import Testing
import TextUI

/// The built program in a real terminal.
@Suite(.enabled(if: TmuxSession.isAvailable, "tmux is missing: apt-get install tmux"))
struct RoomTests {
  private static let usual = Size(rows: 24, columns: 80)

  /// A demo project in a folder of its own.
  private func demo() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let outcome = try BuiltProgram.run("demo", "here", in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  /// A shell in a terminal, in the folder of a demo project.
  private func shell(
    in folder: TemporaryFolder,
    size: Size = usual,
    environment: [String: String] = [:]
  ) throws -> TmuxSession {
    try TmuxSession(
      command: "sh",
      size: size,
      environment: [
        "USER": "ada", "PS1": "$ ", "HANDPICK": BuiltProgram.path,
        // Swift's report of a crash waits for a key otherwise.
        "SWIFT_BACKTRACE": "interactive=no,color=no",
      ].merging(environment) { $1 },
      directory: folder.url.path
    )
  }

  private let open = #""$HANDPICK" review here/demo.handpick --no-welcome; echo "left with $?""#

  private func decisions(in folder: TemporaryFolder) throws -> String {
    try BuiltProgram.run("status", "here/demo.handpick", in: folder).output
  }

  @Test func `one opens the room, decides, undoes, leaves, and comes back to the same place`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine(open)
    try await terminal.waitFor(text: "0/24 decided")
    try terminal.sendKeys("a")
    try await terminal.waitFor(text: "Saved: cluster 1 accepted")
    try terminal.sendKeys("3", "o")
    try await terminal.waitFor(text: "CLUSTER 2: candidate 3, not the ranker's pick. Why?")
    try terminal.sendKeys("v")
    try await terminal.waitFor(text: "Saved: cluster 2 overridden")
    try terminal.sendKeys("s")
    try await terminal.waitFor(text: "Saved: cluster 3 skipped")
    try terminal.sendKeys("u")
    try await terminal.waitFor(text: "Undone: cluster 3 is open again")
    try terminal.sendKeys("]", "]", "j", "j")
    try await terminal.waitFor(text: "INSTRUCTION 3/10")
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "left with 0")
    #expect(try decisions(in: folder).contains("1 accepted, 1 overridden, 0 none; 0 skipped"))
    try terminal.sendLine("clear; " + open)
    try await terminal.waitFor(text: "CLUSTER 5 ")
    try await terminal.waitFor(text: "INSTRUCTION 3/10")
    try terminal.sendKeys("q")
  }

  @Test func `the terminal is left as it was found`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine("stty -a > before; " + open + "; stty -a > after; cmp before after && echo same")
    try await terminal.waitFor(text: "0/24 decided")
    #expect(try terminal.value(of: "#{alternate_on}") == "1")
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "same")
    #expect(try terminal.value(of: "#{alternate_on}") == "0")
    #expect(try terminal.value(of: "#{mouse_any_flag}") == "0")
  }

  @Test(arguments: [("TERM", 0), ("HUP", 0), ("SEGV", 139), ("ILL", 132)])
  func `a signal leaves the terminal as it was found`(signal: String, status: Int) async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine("stty -a > before; " + open + "; stty -a > after; cmp before after && echo same")
    try await terminal.waitFor(text: "0/24 decided")
    try terminal.sendKeys("a")
    try await terminal.waitFor(text: "Saved: cluster 1 accepted")
    try signalProgram(signal, in: folder)
    try await terminal.waitFor(text: "left with \(status)", tries: 600)
    try await terminal.waitFor(text: "same")
    #expect(try terminal.value(of: "#{alternate_on}") == "0")
    #expect(try decisions(in: folder).contains("1 accepted"))
  }

  @Test func `suspended and brought back, it shows the room again in the new size`() async throws {
    let folder = try demo()
    let terminal = try TmuxSession(
      command: "bash --norc --noprofile",
      size: Self.usual,
      environment: ["USER": "ada", "PS1": "$ ", "HANDPICK": BuiltProgram.path],
      directory: folder.url.path
    )
    defer { terminal.kill() }
    try terminal.sendLine(#""$HANDPICK" review here/demo.handpick --no-welcome"#)
    try await terminal.waitFor(text: "0/24 decided")
    try terminal.sendKeys("C-z")
    try await terminal.waitFor(text: "Stopped")
    #expect(try terminal.value(of: "#{alternate_on}") == "0")
    try terminal.resize(to: Size(rows: 30, columns: 120))
    try terminal.sendLine("clear; fg")
    try await terminal.waitFor(text: "CLUSTERS")
    try terminal.sendKeys("a")
    try await terminal.waitFor(text: "Saved: cluster 1 accepted")
    try terminal.sendKeys("q")
  }

  @Test func `it survives every size down to one cell`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine(open)
    try await terminal.waitFor(text: "0/24 decided")
    for (rows, columns) in [(60, 200), (5, 30), (2, 2), (1, 1), (16, 60), (24, 80)] {
      try terminal.resize(to: Size(rows: rows, columns: columns))
    }
    try await terminal.waitFor(text: "0/24 decided")
    try await terminal.waitFor(text: "? help")
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "left with 0")
  }

  @Test func `when the connection is lost nothing that was saved is`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    try terminal.sendLine(open)
    try await terminal.waitFor(text: "0/24 decided")
    for number in 1...3 {
      try terminal.sendKeys("a")
      try await terminal.waitFor(text: "Saved: cluster \(number) accepted")
    }
    terminal.kill()
    let again = try shell(in: folder)
    defer { again.kill() }
    try again.sendLine(open)
    try await again.waitFor(text: "3/24 decided")
    try await again.waitFor(text: "CLUSTER 4 ")
    try again.sendKeys("q")
  }

  @Test func `killed at once after the screen says saved, the decision is there`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    for number in 1...5 {
      // The killed program left the terminal raw, where only a line feed ends a line.
      try terminal.sendKeys("clear; stty sane; " + open, "C-j")
      // A fresh room, not the picture that the killed one left.
      try await terminal.waitFor(text: "all saved")
      try terminal.sendKeys("a")
      try await terminal.waitFor(text: "Saved: cluster \(number) accepted")
      try signalProgram("KILL", in: folder)
      try await terminal.waitFor(text: "left with 137")
      #expect(try decisions(in: folder).contains("\(number) accepted"))
    }
  }

  @Test(
    arguments: [
      ["TERM": "screen-256color"], ["TERM": "linux"], ["TERM": "vt100"], ["TERM": "xterm-256color"],
      ["TERM": "no-such-terminal"], ["NO_COLOR": "1"], ["LC_ALL": "C"], ["LC_ALL": "xx_YY.UTF-8"],
    ]
  )
  func `it works in terminals of many kinds`(environment: [String: String]) async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    let assignments = environment.map { "\($0)=\($1)" }.joined(separator: " ")
    try terminal.sendLine("env \(assignments) " + open)
    try await terminal.waitFor(text: "0/24 decided")
    if environment["TERM"] == "no-such-terminal" { try await terminal.waitFor(text: "no-such-terminal") }
    try terminal.sendKeys("j")
    try await terminal.waitFor(text: "INSTRUCTION 2/10")
    try terminal.sendKeys("a")
    try await terminal.waitFor(text: "Saved: cluster 1 accepted")
    if environment["NO_COLOR"] != nil {
      let sequences = try terminal.capture(escapes: true).matches(of: /\x1B\[([0-9;]*)m/).map(\.output.1)
      let colours = sequences.flatMap { $0.split(separator: ";") }.filter {
        $0.count > 1 && $0 != "39" && $0 != "49"
      }
      #expect(colours.isEmpty, "a colour was set")
    }
    try terminal.sendKeys("q")
    try await terminal.waitFor(text: "left with 0")
  }

  @Test func `a terminal that can only print gets a sentence, not a room`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine("env TERM=dumb " + open)
    try await terminal.waitFor(text: "left with 1")
    #expect(try terminal.capture().contains("handpick decide"))
  }

  @Test func `pasted text decides nothing`() async throws {
    let folder = try demo()
    let terminal = try shell(in: folder)
    defer { terminal.kill() }
    try terminal.sendLine(open)
    try await terminal.waitFor(text: "0/24 decided")
    try terminal.paste("aaxxssq")
    try await terminal.waitFor(text: "Pasted text was ignored")
    #expect(try decisions(in: folder).contains("0 accepted, 0 overridden, 0 none; 0 skipped"))
    try terminal.sendKeys("q")
  }

  /// Sends a signal to the program that has the folder's project open.
  private func signalProgram(_ signal: String, in folder: TemporaryFolder) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The project's path is unique to this test, but the command line of the shell names it too.
    process.arguments = [
      "-c",
      """
      for entry in /proc/[0-9]*; do
        [ "$(readlink $entry/exe)" = "\(BuiltProgram.path)" ] || continue
        [ "$(readlink $entry/cwd)" = "\(folder.url.resolvingSymlinksInPath().path)" ] || continue
        kill -\(signal) ${entry#/proc/}
      done
      """,
    ]
    try process.run()
    process.waitUntilExit()
  }
}
