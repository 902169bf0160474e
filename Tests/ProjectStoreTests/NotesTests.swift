import Curation
import Foundation
import GRDB
import Testing

@testable import ProjectStore

@Suite struct NotesTests {
  private let fixture: ProjectFixture
  private var project: Project { fixture.project }

  init() throws { fixture = try ProjectFixture.divided(clusters: 6) }

  private func write(_ note: String, on cluster: Int, by curator: String, after seconds: Double = 0) throws {
    _ = try project.append(
      .note(note),
      cluster: cluster,
      by: curator,
      at: ProjectFixture.time.addingTimeInterval(seconds),
      expecting: project.standing(of: cluster).version
    )
  }

  @Test func `notes are listed by cluster with who wrote them last and when`() throws {
    try write("old", on: 5, by: "ada")
    try write("new \u{0} here", on: 5, by: "bob", after: 60)
    try write("first", on: 2, by: "ada", after: 120)
    try write("gone", on: 3, by: "ada")
    try write("", on: 3, by: "bob")
    let first = NoteRecord(
      cluster: 2,
      label: "label 2",
      text: "first",
      curator: "ada",
      time: ProjectFixture.time.addingTimeInterval(120)
    )
    let (notes, total) = try project.notes(limit: 10)
    #expect(total == 2 && notes.count == 2 && notes.first == first)
    #expect(notes.last?.text == "new \u{0} here" && notes.last?.curator == "bob")
    #expect(notes.last?.time == ProjectFixture.time.addingTimeInterval(60))
    #expect(try project.notes(limit: 1).notes == [first])
    #expect(try project.notes(limit: 1).total == 2)
    #expect(try (1...5).map { try project.noteAuthor(in: $0) } == [nil, "ada", "bob", nil, "bob"])
  }

  @Test func `the first notes are read from an index, however many there are`() throws {
    try write("first", on: 2, by: "ada")
    let plan = try project.read { database in
      try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + Project.notes, arguments: [1, 10])
        .map { try $0.text(3) }
    }
    #expect(
      plan.contains { $0.hasPrefix("SEARCH standing USING") && $0.contains("INDEX standingNoted") },
      "\(plan)"
    )
    #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
  }
}
