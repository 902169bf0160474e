import Foundation
public import Testing
public import TextUI

/// Compares a screen with its recorded picture, `Goldens/NAME.txt` beside the test's file.
///
/// With `RECORD_GOLDENS=1` in the environment the picture is recorded instead; look at the difference before
/// you keep it. A picture that is not there is a failure.
/// - Throws: What the file system reports while recording.
public func expectScreen(
  _ screen: Screen,
  matches name: String,
  filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(filePath: filePath).deletingLastPathComponent().appending(path: "Goldens")
  let file = folder.appending(path: "\(name).txt")
  let actual = ScreenPicture(screen)
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(actual.description.utf8).write(to: file)
    return
  }
  guard let recorded = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record(
      "There is no picture \(file.lastPathComponent); record it with RECORD_GOLDENS=1.",
      sourceLocation: sourceLocation
    )
    return
  }
  guard !recorded.utf8.elementsEqual(actual.description.utf8) else { return }
  let difference = describeDifference(recorded, actual)
  Issue.record("The screen differs from \(name).txt:\n\(difference)", sourceLocation: sourceLocation)
}

/// The lines that differ, the recorded one above the present one, and then the whole present picture.
private func describeDifference(_ recorded: String, _ actual: ScreenPicture) -> String {
  let before = recorded.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  let count = max(before.count, actual.lines.count)
  let differences = (0..<count).flatMap { index -> [String] in
    let old = index < before.count ? before[index] : nil
    let new = index < actual.lines.count ? actual.lines[index] : nil
    return old == new ? [] : ["- \(old ?? "(nothing)")", "+ \(new ?? "(nothing)")"]
  }
  return (differences + ["", actual.description]).joined(separator: "\n")
}
