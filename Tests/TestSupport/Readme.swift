import Foundation
import Synchronization
public import Testing

/// Compares a part of the README with what it should say, between `<!-- NAME -->` and `<!-- /NAME -->`.
///
/// With `RECORD_GOLDENS=1` in the environment the part is written instead.
///
/// - Throws: What the file system reports.
public func expectReadme(
  part name: String,
  toSay text: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("README.md")
  // Several tests write parts of the same file.
  try turn.withLock { _ in try compare(name, text, in: readme, sourceLocation) }
}

private let turn = Mutex(())

private func compare(
  _ name: String,
  _ text: String,
  in readme: URL,
  _ sourceLocation: SourceLocation
) throws {
  let whole = try String(contentsOf: readme, encoding: .utf8)
  let (opening, closing) = ("<!-- \(name) -->\n", "<!-- /\(name) -->")
  guard
    let start = whole.range(of: opening)?.upperBound,
    let end = whole.range(of: closing, range: start..<whole.endIndex)?.lowerBound
  else {
    Issue.record("README.md has no part between \(opening)and \(closing)", sourceLocation: sourceLocation)
    return
  }
  if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
    try whole.replacingCharacters(in: start..<end, with: text)
      .write(to: readme, atomically: true, encoding: .utf8)
  } else {
    #expect(
      String(whole[start..<end]) == text,
      "README.md is not up to date: RECORD_GOLDENS=1 swift test",
      sourceLocation: sourceLocation
    )
  }
}
