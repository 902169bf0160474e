import Foundation
import ProjectStore
import TestSupport
import Testing

@Suite struct ProjectDraftTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a project appears under its name when it is published`() throws {
    let draft = try ProjectDraft(at: folder.file("a.handpick"))
    #expect(try !folder.names.contains("a.handpick"))
    try draft.publish()
    #expect(try folder.names == ["a.handpick"])
    #expect(try folder.mode("a.handpick") == 0o600)
    #expect(try Project.open(at: folder.file("a.handpick")).instructionCount == 0)
  }

  @Test func `one that is given up leaves nothing`() throws {
    let draft = try ProjectDraft(at: folder.file("a.handpick"))
    draft.discard()
    #expect(try folder.names == [])
  }

  @Test func `a file of that name is never replaced, also one that came meanwhile`() throws {
    let path = folder.file("a.handpick")
    let draft = try ProjectDraft(at: path)
    try folder.write("mine", to: "a.handpick")
    #expect(throws: ProjectError.alreadyExists(path: path)) { try draft.publish() }
    #expect(throws: ProjectError.alreadyExists(path: path)) { try ProjectDraft(at: path) }
    #expect(try folder.names == ["a.handpick"])
    #expect(try folder.bytes(of: "a.handpick") == Array("mine".utf8))
  }

  @Test func `what killed programs left is cleared away, and what others are making is not`() throws {
    // No process has a number that large; the first one always runs.
    for name in ["a.handpick.unfinished-2147483647", "a.handpick.unfinished-2147483647-wal"] {
      try folder.write("", to: name)
    }
    for name in ["a.handpick.unfinished-1", "a.handpick.unfinished-x", "b.handpick.unfinished-2147483647"] {
      try folder.write("", to: name)
    }
    try ProjectDraft(at: folder.file("a.handpick")).publish()
    #expect(
      try folder.names == [
        "a.handpick", "a.handpick.unfinished-1", "a.handpick.unfinished-x",
        "b.handpick.unfinished-2147483647",
      ]
    )
  }

  @Test func `a folder that is not there is told by the name that was asked for`() throws {
    let path = folder.file("no/a.handpick")
    #expect {
      _ = try ProjectDraft(at: path)
    } throws: { error in
      guard case .cannotCreate(path, _)? = error as? ProjectError else { return false }
      return true
    }
  }
}
