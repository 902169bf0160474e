import Curation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct EmbeddingDraftTests {
  private static let sentence = Encoding(
    encoder: EncoderDescription(name: "sentence", version: "1"),
    options: ["text": "prompt"]
  )
  private static let other = Encoding(
    encoder: EncoderDescription(name: "sentence", version: "1"),
    options: ["text": "plain"]
  )

  /// A vector that tells which row it is for, and in which try it was made.
  private static func vectors(_ rows: [Int], mark: Float = 1) throws -> Embeddings {
    try #require(Embeddings(count: rows.count, dimensions: 2, values: rows.flatMap { [Float($0), mark] }))
  }

  private static func stage(_ encoding: Encoding) -> Stage {
    var stage = ProjectFixture.stage(.embed)
    stage.options.merge(encoding.options) { $1 }
    return stage
  }

  /// Encodes what is missing, in batches of two, at most so many.
  private func encode(
    _ project: Project,
    by encoding: Encoding,
    mark: Float = 1,
    batches: Int = .max
  ) throws -> [Int] {
    guard let (draft, missing) = try project.draftEmbeddings(by: encoding) else { return [] }
    var rows: [Int] = []
    for _ in 0..<batches {
      let batch = try project.instructionsToEncode(for: draft, after: rows.last ?? -1, limit: 2).map(\.row)
      guard !batch.isEmpty else { break }
      try project.keep(Self.vectors(batch, mark: mark), rows: batch, tokens: 10, in: draft)
      rows += batch
    }
    if rows.count == missing { try project.publish(draft, stage: Self.stage(encoding)) }
    return rows
  }

  private func marks(_ project: Project) throws -> [Float] {
    let stored = try #require(try project.embeddings())
    #expect(stored.rows.map(Float.init) == stored.rows.indices.map { stored.embeddings[$0].first ?? -1 })
    return stored.rows.indices.map { stored.embeddings[$0].last ?? -1 }
  }

  @Test func `what was kept is not encoded again, and counts only when all is there`() throws {
    let fixture = try ProjectFixture(count: 5)
    #expect(try encode(fixture.project, by: Self.sentence, batches: 1) == [0, 1])
    #expect(try fixture.project.embeddings() == nil)
    let again = try fixture.reopened()
    let draft = try #require(try again.embeddingDraft())
    #expect(
      draft.count == 2 && draft.dimensions == 2 && draft.tokens == 10 && draft.encoding.covers(Self.sentence)
    )
    #expect(try encode(again, by: Self.sentence, mark: 2) == [2, 3, 4])
    #expect(try marks(again) == [1, 1, 2, 2, 2])
    #expect(try again.embeddingDraft() == nil)
    #expect(try again.embeddingSummary()?.encoder == Self.sentence.encoder)
  }

  @Test func `only what was imported since is encoded, and nothing when nothing was`() throws {
    let fixture = try ProjectFixture(count: 3)
    let project = fixture.project
    #expect(try encode(project, by: Self.sentence) == [0, 1, 2])
    let set = try #require(try project.embeddings()).set
    #expect(try encode(project, by: Self.sentence) == [])
    #expect(try project.embeddings()?.set == set)
    try fixture.add((3..<5).map(ProjectFixture.instruction))
    #expect(try encode(project, by: Self.sentence, mark: 2) == [3, 4])
    #expect(try marks(project) == [1, 1, 1, 2, 2])
    #expect(try project.embeddings()?.set != set)
    #expect(try project.presentEncoding()?.options["text"] == "prompt")
  }

  @Test func `another encoding begins anew, and until it is done the old vectors are the pool's`() throws {
    let fixture = try ProjectFixture(count: 4)
    let project = fixture.project
    #expect(try encode(project, by: Self.sentence) == [0, 1, 2, 3])
    #expect(try encode(project, by: Self.other, mark: 7, batches: 1) == [0, 1])
    #expect(try marks(project) == [1, 1, 1, 1])
    #expect(try project.presentEncoding()?.options["text"] == "prompt")
    #expect(try encode(project, by: Self.other, mark: 7) == [2, 3])
    #expect(try marks(project) == [7, 7, 7, 7])
    #expect(try project.presentEncoding()?.options["text"] == "plain")
    // And the tables are as they were, for the next time.
    #expect(try encode(project, by: Self.sentence, mark: 3) == [0, 1, 2, 3])
    #expect(try marks(project) == [3, 3, 3, 3])
  }

  @Test func `vectors are stored as those beside them, unless they are to be stored otherwise`() throws {
    let fixture = try ProjectFixture(count: 2)
    let project = fixture.project
    var halves = Self.sentence
    halves.element = .float16
    #expect(try encode(project, by: halves) == [0, 1])
    #expect(try project.embeddingSummary()?.element == .float16)
    try fixture.add([ProjectFixture.instruction(2)])
    #expect(try encode(project, by: Self.sentence, mark: 2) == [2])
    #expect(try project.embeddingSummary()?.element == .float16)
    #expect(try marks(project) == [1, 1, 2])
    #expect(try encode(project, by: halves) == [])
    #expect(try encode(project, by: Self.other, mark: 4) == [0, 1, 2])
    #expect(try project.embeddingSummary()?.element == .float16)
    var singles = Self.sentence
    singles.element = .float32
    #expect(try encode(project, by: singles, mark: 3, batches: 1) == [0, 1])
    // What was begun goes on as it began.
    #expect(try encode(project, by: singles, mark: 3) == [2])
    #expect(try project.embeddingSummary()?.element == .float32)
    #expect(try marks(project) == [3, 3, 3])
  }

  @Test func `what is imported half way is encoded, too`() throws {
    let fixture = try ProjectFixture(count: 3)
    #expect(try encode(fixture.project, by: Self.sentence, batches: 1) == [0, 1])
    try fixture.add((3..<5).map(ProjectFixture.instruction))
    #expect(try encode(fixture.project, by: Self.sentence) == [2, 3, 4])
    #expect(try marks(fixture.project).count == 5)
  }

  @Test func `a draft that another one took the place of takes nothing more`() throws {
    let fixture = try ProjectFixture(count: 2)
    let project = fixture.project
    let (draft, _) = try #require(try project.draftEmbeddings(by: Self.sentence))
    _ = try project.draftEmbeddings(by: Self.other)
    let one = try Self.vectors([0])
    #expect(throws: ProjectError.vectorsReplaced) { try project.keep(one, rows: [0], in: draft) }
    #expect(throws: ProjectError.vectorsReplaced) {
      try project.instructionsToEncode(for: draft, after: -1, limit: 2)
    }
    #expect(try encode(project, by: Self.other) == [0, 1])
    // Also when the second is done, and a third has begun.
    _ = try project.draftEmbeddings(by: Self.sentence)
    #expect(throws: ProjectError.vectorsReplaced) {
      try project.publish(draft, stage: Self.stage(Self.sentence))
    }
  }

  @Test func `vectors of two lengths are never mixed, in a draft or beside what is there`() throws {
    let fixture = try ProjectFixture(count: 4)
    let project = fixture.project
    let (draft, _) = try #require(try project.draftEmbeddings(by: Self.sentence))
    try project.keep(Self.vectors([0]), rows: [0], in: draft)
    let long = try EmbeddingsTests.vectors(1)
    #expect(throws: ProjectError.vectorsOfOtherLength(3, expected: 2)) {
      try project.keep(long, rows: [1], in: draft)
    }
    _ = try encode(project, by: Self.sentence)
    try fixture.add([ProjectFixture.instruction(4)])
    let (more, missing) = try #require(try project.draftEmbeddings(by: Self.sentence))
    #expect(missing == 1)
    #expect(throws: ProjectError.vectorsOfOtherLength(3, expected: 2)) {
      try project.keep(long, rows: [4], in: more)
    }
  }

  @Test func `a draft does not become the pool's before all is there`() throws {
    let fixture = try ProjectFixture(count: 2)
    let (draft, _) = try #require(try fixture.project.draftEmbeddings(by: Self.sentence))
    try fixture.project.keep(Self.vectors([1]), rows: [1], in: draft)
    #expect(throws: ProjectError.vectorsDoNotFit(rows: 2, vectors: 1)) {
      try fixture.project.publish(draft, stage: Self.stage(Self.sentence))
    }
    #expect(try fixture.project.stages().count == 1)
  }

  @Test func `vectors from elsewhere take the place of all and leave a whole draft alone`() throws {
    let fixture = try ProjectFixture(count: 3)
    let project = fixture.project
    func replace() throws {
      try project.save(
        EmbeddingsTests.vectors(try project.instructionCount),
        encoder: EmbeddingsTests.encoder,
        stage: ProjectFixture.stage(.embed)
      )
    }
    #expect(try encode(project, by: Self.sentence, batches: 1) == [0, 1])
    try replace()
    #expect(try encode(project, by: Self.sentence) == [2])
    // What was to stand beside vectors that are gone is gone, too.
    try fixture.add([
      ProjectFixture.instruction(3), ProjectFixture.instruction(4), ProjectFixture.instruction(5),
    ])
    #expect(try encode(project, by: Self.sentence, batches: 1) == [3, 4])
    try replace()
    #expect(try project.embeddingDraft() == nil)
    #expect(try encode(project, by: Self.sentence).count == 6)
  }

  @Test func `what was noted comes back with the draft, and changes nothing`() throws {
    let fixture = try ProjectFixture(count: 2)
    let (draft, _) = try #require(
      try fixture.project.draftEmbeddings(by: Self.sentence, noting: ["model": "m"])
    )
    #expect(draft.encoding.options == ["model": "m", "text": "prompt"])
    let (same, _) = try #require(
      try fixture.project.draftEmbeddings(by: Self.sentence, noting: ["model": "n"])
    )
    #expect(same == draft)
  }

  @Test func `neighbours of before count no more`() throws {
    let fixture = try ProjectFixture.divided(clusters: 1)
    let project = fixture.project
    _ = try encode(project, by: Self.sentence)
    try project.save(
      [],
      isExact: true,
      ofSet: #require(try project.embeddings()).set,
      stage: ProjectFixture.stage(.neighbours)
    )
    #expect(try project.nearDuplicates() != nil)
    _ = try encode(project, by: Self.other)
    #expect(try project.nearDuplicates() == nil)
  }
}
