import Curation
import Foundation
import GRDB
import TestSupport
import Testing

@testable import ProjectStore

@Suite struct TopicsTests {
  let fixture: ProjectFixture

  /// Nine instructions in three clusters {0 3 6} {1 4 7} {2 5 8}.
  init() throws {
    fixture = try ProjectFixture(count: 9)
    try embed()
    try fixture.divide(into: 3)
  }

  static let topics = [
    Topic(number: TopicNumber(1), label: "tea · cup", size: 5),
    Topic(number: TopicNumber(1, 1), label: "milk", size: 3),
    Topic(number: TopicNumber(1, 2), label: "Straße · sugar", size: 2),
    Topic(number: TopicNumber(2), label: "rust", size: 3),
    Topic(number: TopicNumber(2, 1), label: "rust · \u{1B}[31mcode", size: 3),
  ]

  /// The subtopics of the first eight instructions; the last one has none.
  static let members = [(1, 1), (1, 1), (1, 1), (1, 2), (2, 1), (1, 2), (2, 1), (2, 1)]

  private func embed() throws {
    try fixture.project.save(
      EmbeddingsTests.vectors(9),
      encoder: EmbeddingsTests.encoder,
      stage: ProjectFixture.stage(.embed)
    )
  }

  private func save(set: Int? = nil) throws {
    try fixture.project.save(
      Self.topics,
      members: Self.members.enumerated().map { (row: $0, number: TopicNumber($1.0, $1.1)) },
      ofSet: try set ?? #require(try fixture.project.embeddings()).set,
      stage: ProjectFixture.stage(.topics)
    )
  }

  @Test func `topics come back as they were found, and candidates say where they belong`() throws {
    #expect(try fixture.project.topics().isEmpty)
    #expect(try fixture.project.topics(inCluster: 1).isEmpty)
    #expect(try fixture.project.topic(of: id("item-0")) == nil)
    try save()
    let project = try fixture.reopened()
    #expect(try project.topics() == Self.topics)
    #expect(try project.stages().last?.name == .topics)
    let milk = TopicPlace(topic: Self.topics[0], subtopic: Self.topics[1])
    let sugar = TopicPlace(topic: Self.topics[0], subtopic: Self.topics[2])
    let rust = TopicPlace(topic: Self.topics[3], subtopic: Self.topics[4])
    #expect(
      try project.topics(inCluster: 1) == [id("item-0"): milk, id("item-3"): sugar, id("item-6"): rust]
    )
    #expect(try project.topics(inCluster: 3) == [id("item-2"): milk, id("item-5"): sugar])
    #expect(try project.topic(of: id("item-4")) == rust)
    #expect(try project.topic(of: id("item-8")) == nil)
    #expect(try project.topicNumbers() == [1, 1, 1, 1, 2, 1, 2, 2, 0])
  }

  @Test(arguments: [
    ("topic:1", [1, 2, 3]), ("topic:2", [1, 2]), ("topic:1.2", [1, 3]), ("-topic:2.1", [3]),
    ("topic:tea", [1, 2, 3]),
    ("topic:\"TEA · cup\"", [1, 2, 3]), ("topic:\"straße\"", [1, 3]), ("topic:rust", [1, 2]),
    ("topic:su", []),
    ("topic:3", []), ("topic:qa", [2]), ("topic:qa,sugar", [1, 2, 3]), ("topic:1.2 topic:2", [1]),
  ])
  func `clusters are listed by the topics of their candidates, as by the pool's own categories`(
    query: String,
    numbers: [Int32]
  ) throws {
    try fixture.execute("UPDATE instruction SET category = 'QA' WHERE row = 4")
    try save()
    try fixture.divide(into: 3)
    #expect(try fixture.project.clusters(matching: ClusterQuery(parsing: query)) == numbers)
  }

  @Test func `new vectors make topics unknown again, and those of the old ones are refused`() throws {
    let old = try #require(try fixture.project.embeddings()).set
    try save()
    try save()
    #expect(try fixture.project.topics() == Self.topics)
    try embed()
    #expect(try fixture.project.topics().isEmpty && fixture.project.topic(of: id("item-0")) == nil)
    #expect(try fixture.project.clusters(matching: ClusterQuery(parsing: "topic:1")).isEmpty)
    #expect(throws: ProjectError.vectorsReplaced) { try save(set: old) }
  }

  @Test func `a topic leads in a cluster that has more of it than of everything else`() throws {
    try save()
    let leading = try fixture.project.leadingTopics(ofClusters: [1, 2, 3, 9])
    #expect(leading.mapValues(\.number.topic) == [1: 1, 2: 2, 3: 1])
    #expect(leading[1]?.label == "tea · cup" && leading[1]?.size == 2)
    // Two of each topic and one without, and three of four.
    try fixture.divide(into: 2)
    #expect(try fixture.project.leadingTopics(ofClusters: [1, 2]).mapValues(\.size) == [2: 3])
  }

  @Test func `a project of before topics were known is searched for them once`() throws {
    let old = try OldProject(format: 10)
    let project = try old.open()
    #expect(project.backupPath == old.path + ".v10-backup")
    #expect(try project.topics().isEmpty)
  }

  @Test func `the topics of some candidates are told commonest first`() {
    let places = [3, 4, 0, 2, 3].map { index in
      TopicPlace(
        topic: Topic(number: TopicNumber(index), label: "t\(index)", size: 90),
        subtopic: Self.topics[1]
      )
    }
    let tally = Topic.tally(of: places)
    #expect(tally.map(\.number.topic) == [3, 0, 2, 4])
    #expect(tally.map(\.size) == [2, 1, 1, 1] && tally[0].label == "t3")
  }
}
