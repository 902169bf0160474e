import Foundation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct SchemaTests {
  /// The present schema with one step more, as a later Handpick will have it.
  static let later = Connection(
    schema: Schema(
      steps: Schema.current.steps + [{ try $0.execute(sql: "ALTER TABLE division ADD COLUMN note TEXT") }]
    )
  )

  private static let present = Schema.current.version

  @Test func `a newer format is refused and nothing is changed`() throws {
    let fixture = try ProjectFixture(count: 1)
    let path = fixture.project.path
    try fixture.project.close()
    try Project.open(at: path, access: .readWrite, connection: Self.later).close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let error = ProjectError.newerSchema(path: path, found: Self.present + 1, known: Self.present)
    #expect(throws: error) { try Project.open(at: path) }
    #expect(throws: error) { try Project.open(at: path, access: .readOnly) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `an older format is brought up to date after a backup`() throws {
    let fixture = try ProjectFixture(count: 3)
    let path = fixture.project.path
    try fixture.project.close()
    let later = try Project.open(at: path, access: .readWrite, connection: Self.later)
    #expect(later.backupPath == path + ".v\(Self.present)-backup")
    #expect(try later.writer.read { try $0.columns(in: "division").map(\.name) }.contains("note"))
    #expect(try later.instructionCount == 3)

    #expect(try fixture.folder.mode("pool.handpick.v\(Self.present)-backup") == 0o600)
    let backup = try Project.open(at: path + ".v\(Self.present)-backup")
    #expect(try backup.instructionCount == 3)
    #expect(try !backup.writer.read { try $0.columns(in: "division").map(\.name) }.contains("note"))

    let again = try Project.open(at: path, access: .readWrite, connection: Self.later)
    #expect(again.backupPath == nil)
  }

  @Test func `an older backup is never overwritten`() throws {
    let fixture = try ProjectFixture()
    try fixture.project.close()
    let path = fixture.project.path
    try Data("older".utf8).write(to: URL(fileURLWithPath: path + ".v\(Self.present)-backup"))
    let later = try Project.open(at: path, access: .readWrite, connection: Self.later)
    #expect(later.backupPath == path + ".v\(Self.present)-backup-2")
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: path + ".v\(Self.present)-backup")) == Data("older".utf8)
    )
  }

  @Test func `a step that fails leaves the older format as it was`() throws {
    let fixture = try ProjectFixture(count: 2)
    try fixture.project.close()
    let failing = Connection(
      schema: Schema(
        steps: Schema.current.steps + [{ try $0.execute(sql: "DELETE FROM instruction; nonsense") }]
      )
    )
    #expect(throws: ProjectError.self) {
      try Project.open(at: fixture.project.path, access: .readWrite, connection: failing)
    }
    #expect(try fixture.reopened().instructionCount == 2)
  }

  @Test func `an older format cannot be read without being brought up to date`() throws {
    let fixture = try ProjectFixture()
    try fixture.project.close()
    let path = fixture.project.path
    #expect(throws: ProjectError.olderSchema(path: path, found: Self.present, known: Self.present + 1)) {
      try Project.open(at: path, access: .readOnly, connection: Self.later)
    }
  }

  @Test func `two programs that open an older format at once bring it up to date once`() throws {
    let fixture = try ProjectFixture(count: 1)
    try fixture.project.close()
    let path = fixture.project.path
    let opened = Tally()
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let project = try? Project.open(at: path, access: .readWrite, connection: Self.later)
      if let project { opened.add(project.backupPath == nil ? "found" : "migrated") }
    }
    #expect(opened.counts == ["migrated": 1, "found": 3])
  }
}
