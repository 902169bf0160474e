import Foundation
import TestSupport
import Testing
import TextUI

/// A curator's own editor on a note, in a real terminal.
@Suite(.enabled(if: TmuxSession.isAvailable, "tmux is missing: apt-get install tmux"))
struct NoteEditorTests {
  /// Asks on the terminal for a line to add, as an editor would; ends as it is told.
  private static let editor = """
    cp "$2" before.txt
    printf 'your line> '
    read -r line
    echo "$line" >> "$2"
    exit "$1"
    """

  @Test func `the editor has the terminal, the room comes back, and the note is saved`() async throws {
    let room = try await DemoRoom(
      environment: ["EDITOR": "sh editor.sh 0"],
      files: ["editor.sh": Self.editor]
    )
    defer { room.terminal.kill() }
    try await write("Ask the desk.", in: room)
    try room.terminal.sendKeys("j")
    try await room.terminal.waitFor(text: "INSTRUCTION 2/10")
    try room.terminal.sendKeys("e")
    let screen = try await room.terminal.waitFor(text: "your line>")
    #expect(!screen.contains("CLUSTER"))
    #expect(try room.terminal.value(of: "#{alternate_on}") == "0")
    #expect(try room.terminal.value(of: "#{mouse_any_flag}") == "0")
    try room.terminal.sendLine("Then décide: a x s u q")
    let back = try await room.terminal.waitFor(text: "Saved: your note.")
    #expect(back.contains("INSTRUCTION 2/10") && back.contains("0/24 decided"))
    #expect(try room.terminal.value(of: "#{alternate_on}") == "1")
    #expect(try room.terminal.value(of: "#{mouse_any_flag}") == "1")
    #expect(try room.folder.bytes(of: "before.txt") == Array("Ask the desk.".utf8))
    try room.terminal.sendKeys("i")
    try await room.terminal.waitFor(text: "noted: Ask the desk.")
    try await room.terminal.waitFor(text: "Then décide: a x s u q")
    try room.terminal.sendKeys("q", "q")
    try await room.terminal.waitFor(text: "left with 0")
  }

  @Test(arguments: ["sh editor.sh 1", "no-such-editor", "kill -9 $$; true"])
  func `when the editor fails the note is left alone`(editor: String) async throws {
    let room = try await DemoRoom(environment: ["EDITOR": editor], files: ["editor.sh": Self.editor])
    defer { room.terminal.kill() }
    try await write("Ask the desk.", in: room)
    try room.terminal.sendKeys("e")
    if editor.contains("editor.sh") {
      try await room.terminal.waitFor(text: "your line>")
      try room.terminal.sendLine("lost")
    }
    try await room.terminal.waitFor(text: "failed; the note is as it was.")
    try room.terminal.sendKeys("m")
    let field = try await room.terminal.waitFor(text: "Note: Ask the desk.")
    #expect(!field.contains("lost"))
    // Not Esc: what comes right after it may be the rest of a key.
    try room.terminal.sendKeys("Enter")
    try await room.terminal.waitFor(what: "the field is gone") { !$0.contains("Note: ") }
    try room.terminal.sendKeys("j")
    try await room.terminal.waitFor(text: "INSTRUCTION 2/10")
    try room.terminal.sendKeys("q")
    try await room.terminal.waitFor(text: "left with 0")
  }

  private func write(_ note: String, in room: DemoRoom) async throws {
    try room.terminal.sendKeys("m")
    try await room.terminal.waitFor(text: "Note:")
    try room.terminal.sendLine(note)
    try await room.terminal.waitFor(text: "Saved: your note.")
    // The key that comes next takes the message away.
    try await room.terminal.waitFor(text: "with a note")
  }
}
