import ArgumentParser
import Foundation
import ProjectStore
import TextUI

struct Guide: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guide",
    abstract: "Show or set the guide: what the team looks for, in its own words.",
    discussion: "Curators read it in the room. An empty file takes the guide away."
  )

  /// The longest guide, in bytes.
  static let largest = 65_536

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "A text file with the guide, UTF-8, up to 64 KB; - is standard input.", completion: .file())
  var set: String?

  func run() async throws {
    guard let file = set else { return try show() }
    let text = try read(file)
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    let isEmpty = !text.contains { !$0.isWhitespace }
    try project.save(setting: isEmpty ? nil : text, as: "guide")
    Console.note(isEmpty ? "The project has no guide any more." : "The guide is set; curators see it now.")
  }

  private func show() throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    guard let guide: String = try project.setting("guide") else {
      return Console.note("No guide yet. Set one: handpick guide \(untrusted: project.typedPath) --set FILE")
    }
    Console.print(DisplayText(untrusted: guide, as: .body))
  }

  private func read(_ file: String) throws -> String {
    guard let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file),
      let bytes = try? handle.readUpTo(Self.largest + 1)
    else {
      throw CommandError("\(file) cannot be read.", suggestion: "Name a text file, or - for standard input.")
    }
    guard bytes.count <= Self.largest else {
      throw CommandError(
        "\(file) is longer than 64 KB.",
        suggestion: "A guide that is read beside the work has a page or two: keep to what decides."
      )
    }
    guard var text = String(data: bytes, encoding: .utf8) else {
      throw CommandError("\(file) is not UTF-8 text.", suggestion: "Save it as UTF-8.")
    }
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}

extension FileHandle {
  /// Reads to the end of the file, but no more than so many bytes.
  fileprivate func readUpTo(_ count: Int) throws -> Data {
    var bytes = Data()
    while bytes.count < count, let more = try read(upToCount: count - bytes.count), !more.isEmpty {
      bytes += more
    }
    return bytes
  }
}
