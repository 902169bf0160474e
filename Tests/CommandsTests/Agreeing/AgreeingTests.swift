import Foundation
import TestSupport
import Testing

/// What a team agrees on, and what a person adjusts, by command.
@Suite struct AgreeingTests {
  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(BuiltProgram.run("new", "p.handpick", in: folder).status == 0)
    return folder
  }

  @Test func `the mode is shown and set, for everybody and for one curator`() throws {
    let folder = try project()
    let before = try BuiltProgram.run("mode", "p.handpick", in: folder)
    #expect(before.output == "everybody       assisted, 10 % of the clusters decided first\n")
    #expect(try BuiltProgram.run("mode", "p.handpick", "--audit", "0", in: folder).status == 0)
    try BuiltProgram.run("mode", "p.handpick", "blind", "--curator", "bob", in: folder)
    let after = try BuiltProgram.run("mode", "p.handpick", "decide-first", in: folder)
    #expect(after.output == "everybody       decide-first\nbob             blind\n")
    #expect(try BuiltProgram.run("mode", "p.handpick", in: folder).output == after.output)
  }

  @Test(arguments: [
    ["--audit", "101"], ["--audit", "-1"], ["scripted"], ["sloppy"], ["--curator", "bob"],
    ["blind", "--curator", "\u{1B}[31m"], ["blind", "--curator", ""],
  ])
  func `what cannot be a mode is refused and changes nothing`(arguments: [String]) throws {
    let folder = try project()
    let outcome = try BuiltProgram.run(["mode", "p.handpick"] + arguments, in: folder)
    #expect(outcome.status == 64)
    #expect(!outcome.errors.contains("\u{1B}"))
    #expect(try BuiltProgram.run("mode", "p.handpick", in: folder).output.contains("assisted, 10 %"))
  }

  @Test func `a guide is set, shown harmlessly, and taken away`() throws {
    let folder = try project()
    #expect(try BuiltProgram.run("guide", "p.handpick", in: folder).errors.contains("No guide yet"))
    try folder.write("Prefer\tdepth.\n\u{1B}[2JNot length.\n\n", to: "guide.txt")
    #expect(try BuiltProgram.run("guide", "p.handpick", "--set", "guide.txt", in: folder).status == 0)
    let shown = try BuiltProgram.run("guide", "p.handpick", in: folder).output
    #expect(shown.hasPrefix("Prefer") && shown.hasSuffix("^[[2JNot length.\n"))
    #expect(!shown.contains("\u{1B}"))
    let fromInput = try BuiltProgram.run("guide", "p.handpick", "--set", "-", in: folder, input: "Short.\n")
    #expect(fromInput.status == 0)
    #expect(try BuiltProgram.run("guide", "p.handpick", in: folder).output == "Short.\n")
    try BuiltProgram.run("guide", "p.handpick", "--set", "-", in: folder, input: " \n")
    #expect(try BuiltProgram.run("guide", "p.handpick", in: folder).output == "")
  }

  @Test(arguments: [String(repeating: "x", count: 65_537), nil])
  func `a guide that is too long or cannot be read is refused`(text: String?) throws {
    let folder = try project()
    if let text { try folder.write(text, to: "guide.txt") }
    let outcome = try BuiltProgram.run("guide", "p.handpick", "--set", "guide.txt", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(text == nil ? "cannot be read" : "longer than 64 KB"))
  }

  @Test func `bytes that are not UTF-8 are no guide`() throws {
    let folder = try project()
    try Data([0x61, 0xFF]).write(to: folder.url.appending(path: "guide.txt"))
    let outcome = try BuiltProgram.run("guide", "p.handpick", "--set", "guide.txt", in: folder)
    #expect(outcome.status == 1 && outcome.errors.contains("not UTF-8"))
  }

  @Test func `the keys are printed as a file that gives the same keys`() throws {
    let folder = try TemporaryFolder()
    let standard = try BuiltProgram.run("keys", "--preset", "default", in: folder).output
    let prodigy = try BuiltProgram.run("keys", "--preset", "prodigy", in: folder).output
    #expect(standard.contains("\n  accept: [\"a\"]") && prodigy.contains("\n  skip: [\"Space\", \"s\"]"))
    try folder.write(prodigy, to: "mine.yaml")
    #expect(try BuiltProgram.run("keys", "--config", "mine.yaml", in: folder).output == prodigy)
    let environment = ["HANDPICK_CONFIG": folder.file("mine.yaml")]
    #expect(try BuiltProgram.run("keys", in: folder, environment: environment).output == prodigy)
    let home = ["XDG_CONFIG_HOME": folder.url.path]
    #expect(try BuiltProgram.run("keys", in: folder, environment: home).output == standard)
  }

  @Test func `a mistake in a configuration is told with its line, and a file that is not there`() throws {
    let folder = try TemporaryFolder()
    try folder.write("keys:\n  accept: Q\n", to: "mine.yaml")
    let outcome = try BuiltProgram.run("keys", "--config", "mine.yaml", in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("mine.yaml, line 2: Q cannot ask for accept"))
    #expect(try BuiltProgram.run("keys", "--config", "none.yaml", in: folder).status == 1)
  }

  @Test func `themes are printed with their contrast where there is no screen`() throws {
    let folder = try TemporaryFolder()
    let all = try BuiltProgram.run("themes", in: folder).output
    let lines = all.split(separator: "\n")
    #expect(lines.count >= 8)
    #expect(lines[0].hasPrefix("dark  on #") && lines[0].contains("contrast"))
    let one = try BuiltProgram.run("themes", "high-contrast-light", in: folder).output
    #expect(one.contains("high-contrast-light") && one.contains("cursorIdle"))
    #expect(!one.contains("\u{1B}"))
    let unknown = try BuiltProgram.run("themes", "nope", in: folder)
    #expect(unknown.status == 1 && unknown.errors.contains("There is no theme \"nope\""))
  }

  @Test func `a project that is not ready says in a sentence what to do, where nobody can be asked`() throws {
    let folder = try project()
    let empty = try BuiltProgram.run("review", "p.handpick", in: folder)
    #expect(empty.status == 1 && empty.errors.contains("handpick import p.handpick POOL"))
    try folder.write(#"{"id":"a","instruction":"One."}"#, to: "pool.jsonl")
    try BuiltProgram.run("import", "p.handpick", "pool.jsonl", in: folder)
    let bare = try BuiltProgram.run("review", "p.handpick", in: folder)
    #expect(bare.status == 1 && bare.errors.contains("handpick embed p.handpick"))
    try BuiltProgram.run("embed", "p.handpick", in: folder)
    let whole = try BuiltProgram.run("review", "p.handpick", in: folder)
    #expect(whole.status == 1 && whole.errors.contains("handpick cluster p.handpick --clusters N"))
  }
}
