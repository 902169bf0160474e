import Curation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct ProjectTests {
  @Test func `the file and its side files can be read by their owner alone`() throws {
    let previous = umask(0)
    defer { umask(previous) }
    let fixture = try ProjectFixture(count: 1)
    #expect(
      try fixture.folder.names == ["pool.handpick", "pool.handpick-shm", "pool.handpick-wal"]
    )
    for name in try fixture.folder.names { #expect(try fixture.folder.mode(name) == 0o600) }
  }

  @Test func `the file is synced at every commit and says what it is`() throws {
    let fixture = try ProjectFixture()
    let pragmas = [
      "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1",
      "user_version": "\(Schema.current.version)",
    ]
    for (pragma, value) in pragmas {
      let found = try fixture.project.writer.writeWithoutTransaction { database in
        try Row.fetchOne(database, sql: "PRAGMA \(pragma)").map { "\($0[0] as DatabaseValue)" }
      }
      #expect(found?.replacing("\"", with: "") == value, "\(pragma)")
    }
    try fixture.project.close()
    let header = try Data(contentsOf: URL(fileURLWithPath: fixture.project.path)).prefix(72).suffix(4)
    #expect(Array(header) == Array("Hpck".utf8))
  }

  @Test func `closing leaves one file and ends the use of the project`() throws {
    let fixture = try ProjectFixture(count: 2)
    try fixture.project.close()
    #expect(try fixture.folder.names == ["pool.handpick"])
    #expect(throws: ProjectError.closed(path: fixture.project.path)) { try fixture.project.instructionCount }
    #expect(try fixture.reopened().instructionCount == 2)
  }

  @Test func `an existing file is never made a project`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("notes.txt")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: ProjectError.alreadyExists(path: path)) { try Project.create(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
  }

  @Test func `a project that cannot be made leaves nothing behind`() throws {
    let folder = try TemporaryFolder()
    let failing = Connection(
      schema: Schema(steps: [{ try $0.execute(sql: "CREATE TABLE a (b);\n nonsense") }])
    )
    #expect(throws: ProjectError.self) {
      try Project.create(at: folder.file("a.handpick"), connection: failing)
    }
    #expect(throws: ProjectError.self) { try Project.create(at: folder.file("missing/a.handpick")) }
    #expect(try folder.names.isEmpty)
  }

  @Test func `what is not there or is a folder is named as such`() throws {
    let folder = try TemporaryFolder()
    let missing = folder.file("missing.handpick")
    #expect(throws: ProjectError.notFound(path: missing)) { try Project.open(at: missing) }
    #expect(throws: ProjectError.isFolder(path: folder.path)) { try Project.open(at: folder.path) }
    #expect(try folder.names.isEmpty)
  }

  @Test(arguments: [
    "", "some text, long enough to hold what could be the header of a database file. .......",
  ])
  func `a file of another kind is refused and stays as it is`(content: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.handpick")
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: ProjectError.notAProject(path: path)) { try Project.open(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(content.utf8))
  }

  @Test func `the database of another program is refused and stays as it is`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("bookmarks.sqlite")
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
    try queue.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: ProjectError.notAProject(path: path)) { try Project.open(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try folder.names == ["bookmarks.sqlite"])
  }

  @Test(.enabled(if: geteuid() != 0, "root may read and write everything; run the tests as another user"))
  func `missing permissions are named`() throws {
    let fixture = try ProjectFixture(count: 1)
    let path = fixture.project.path
    try fixture.project.close()
    chmod(path, 0o400)
    #expect(throws: ProjectError.notWritable(path: path)) { try Project.open(at: path) }
    #expect(try Project.open(at: path, access: .readOnly).instructionCount == 1)
    chmod(path, 0o000)
    #expect(throws: ProjectError.unreadable(path: path)) { try Project.open(at: path) }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write every folder; run the tests as another user"))
  func `a folder that cannot be written is named`() throws {
    let fixture = try ProjectFixture(count: 1)
    let path = fixture.project.path
    try fixture.project.close()
    chmod(fixture.folder.path, 0o500)
    defer { chmod(fixture.folder.path, 0o700) }
    for access in [Project.Access.readOnly, .readWrite] {
      let error = #expect(throws: ProjectError.self) {
        try Project.open(at: path, access: access).instructionCount
      }
      #expect(error?.summary.hasPrefix("The project at \(path) cannot be opened") == true)
    }
    #expect(throws: ProjectError.self) { try Project.create(at: fixture.folder.file("b.handpick")) }
  }

  @Test func `a project opened for reading is not written`() throws {
    let fixture = try ProjectFixture(count: 2)
    try fixture.project.close()
    let reader = try fixture.reopened(access: .readOnly)
    #expect(try reader.instructionCount == 2)
    #expect(throws: ProjectError.notWritable(path: reader.path)) {
      try reader.record(ProjectFixture.stage(.export))
    }
    #expect(throws: ProjectError.notWritable(path: reader.path)) { try reader.save(place: Data(), of: "ada") }
  }

  @Test func `a damaged file is named as such`() throws {
    let fixture = try ProjectFixture(count: 300)
    let path = fixture.project.path
    try fixture.project.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes.replaceSubrange(4096..<bytes.count, with: Data(repeating: 0x5A, count: bytes.count - 4096))
    try bytes.write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: ProjectError.self) {
      try Project.open(at: path).instructions(ids: [ProjectFixture.instruction(5).id])
    }
    #expect(error?.summary.hasPrefix("The project at \(path) is damaged") == true)
  }

  @Test func `a copy holds everything and is as private as the project`() throws {
    let fixture = try ProjectFixture(count: 3)
    let path = fixture.folder.file("copy.handpick")
    try fixture.project.copy(to: path)
    #expect(try fixture.folder.mode("copy.handpick") == 0o600)
    #expect(try Project.open(at: path).ids() == fixture.project.ids())
    #expect(throws: ProjectError.alreadyExists(path: path)) { try fixture.project.copy(to: path) }
  }

  @Test func `on a network file system there is no write-ahead log, and a warning`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.handpick")
    let connection = Connection(fileSystem: FileSystem(type: "nfs4"))
    let project = try Project.create(at: path, connection: connection)
    #expect(project.warning == .networkFileSystem(type: "nfs4"))
    try project.importPool { pool in
      _ = try pool.add(ProjectFixture.instruction(1))
      return ProjectFixture.stage(.importing)
    }
    #expect(try folder.names == ["a.handpick"])
    let mode = try project.writer.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "delete")
    #expect(try project.instructionCount == 1)
  }

  @Test func `others' writes change the data version, one's own do not`() throws {
    let fixture = try ProjectFixture()
    let other = try fixture.reopened()
    let before = try fixture.project.dataVersion
    try fixture.project.save(place: Data("1".utf8), of: "ada")
    #expect(try fixture.project.dataVersion == before)
    try other.save(place: Data("2".utf8), of: "bob")
    #expect(try fixture.project.dataVersion != before)
  }

  @Test func `a writer that never gets its turn says that nothing was saved`() throws {
    let fixture = try ProjectFixture()
    let impatient = try Project.open(
      at: fixture.project.path,
      access: .readWrite,
      connection: Connection(busyTimeout: 0.001)
    )
    try fixture.project.writer.writeWithoutTransaction { database in
      try database.inTransaction(.immediate) {
        #expect(throws: ProjectError.busy(path: impatient.path)) {
          try impatient.save(place: Data(), of: "ada")
        }
        return .rollback
      }
    }
    try impatient.save(place: Data("x".utf8), of: "ada")
    #expect(try fixture.project.place(of: "ada") == Data("x".utf8))
  }

  @Test func `every error says what is wrong and what to do`() throws {
    let path = "/tmp/a.handpick"
    let errors: [ProjectError] = [
      .newerSchema(path: path, found: 9, known: 1), .diskFull(path: path), .noDivision,
      .conflict(cluster: 3, curator: "bob", time: ProjectFixture.time),
    ]
    #expect(errors.allSatisfy { $0.summary.hasSuffix(".") && $0.suggestion.hasSuffix(".") })
    #expect(errors[3].summary == "NOT SAVED: bob changed cluster 3 meanwhile, at 2026-09-21T14:13:20Z.")
  }
}
