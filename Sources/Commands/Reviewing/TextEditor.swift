import Foundation
import Workbench

/// The curator's own editor, on a private file.
struct TextEditor {
  private let command: String

  /// Takes `VISUAL`, else `EDITOR`, else `vi`.
  init(environment: [String: String]) {
    let names = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
    command = names.first { !$0.isEmpty } ?? "vi"
  }

  /// Lets the curator change a text.
  ///
  /// - Parameters:
  ///   - text: The text as it is.
  ///   - run: Runs a shell command on the terminal, with a path as its one argument, and gives its exit status.
  /// - Returns: What the text is now.
  func edit(_ text: String, run: (_ command: String, _ path: String) -> Int?) -> EditedText {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "handpick-note-\(UUID().uuidString).txt"
    )
    defer { try? FileManager.default.removeItem(at: file) }
    let isMade = FileManager.default.createFile(
      atPath: file.path,
      contents: Data(text.utf8),
      attributes: [.posixPermissions: 0o600]
    )
    guard isMade else {
      return EditedText(text: nil, notice: "No file for the note can be made in \(file.path).")
    }
    // The shell splits what people put into EDITOR, such as "code --wait"; the path comes as an argument.
    guard run(command + " \"$1\"", file.path) == 0 else {
      return EditedText(text: nil, notice: "The editor '\(command)' failed; the note is as it was.")
    }
    guard let data = try? Data(contentsOf: file), data.count <= 65_536 else {
      return EditedText(text: nil, notice: "The note is longer than 64 KB; it is as it was.")
    }
    var edited = String(decoding: data, as: UTF8.self)
    while edited.last?.isNewline == true { edited.removeLast() }
    return EditedText(text: edited, notice: nil)
  }
}
