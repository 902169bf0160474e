import Curation
import Testing

@testable import Clustering

@Suite struct TopicTreeTests {
  /// Clouds of ten points around places on a line: each topic's places lie near each other.
  private static let places: [[Float]] = [[100, 104, 108], [0, 5], [300]]

  private func embeddings() throws -> Embeddings {
    var generator = SplitMix64(seed: 7)
    var values: [Float] = []
    for place in Self.places.joined() {
      for _ in 0..<10 {
        values += [place + Float(generator.nextFraction()), Float(generator.nextFraction())]
      }
    }
    return try #require(Embeddings(count: values.count / 2, dimensions: 2, values: values))
  }

  @Test(arguments: [0, 1, 2] as [UInt64])
  func `clouds are subtopics, and clouds near each other a topic`(seed: UInt64) async throws {
    let tree = try await TopicTree(of: embeddings(), topics: 3, subtopics: 6, seed: seed)
    let numbers = tree.rows.map { tree.subtopics[Int($0)] }
    let clouds = stride(from: 0, to: 60, by: 10).map { Set(numbers[$0..<$0 + 10]) }
    #expect(clouds.allSatisfy { $0.count == 1 })
    // The largest topic first, and of equals the cloud that comes first in the pool.
    let expected = [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (3, 1)].map { TopicNumber($0.0, $0.1) }
    #expect(clouds.compactMap(\.first) == expected)
    #expect(tree.subtopics == expected)
  }

  @Test func `the tree does not depend on the number of processors`() async throws {
    var generator = SplitMix64(seed: 3)
    let embeddings = try randomEmbeddings(&generator, rows: 6000, dimensions: 12)
    let trees = try await [1, 2, 3].asyncMap { workers in
      try await TopicTree(of: embeddings, topics: 4, subtopics: 20, seed: 5, workers: workers)
    }
    #expect(trees[0] == trees[1] && trees[1] == trees[2])
    #expect(Set(trees[0].subtopics.map(\.topic)) == [1, 2, 3, 4])
    #expect(trees[0].subtopics == trees[0].subtopics.sorted())
    #expect(Set(trees[0].rows) == Set(0..<Int32(trees[0].subtopics.count)))
  }

  @Test func `what is done is told to the end, merging too`() async throws {
    var generator = SplitMix64(seed: 3)
    let embeddings = try randomEmbeddings(&generator, rows: 5000, dimensions: 4)
    var steps: [DivisionProgress] = []
    _ = try await TopicTree(of: embeddings, topics: 3, subtopics: 9) { steps.append($0) }
    #expect(steps.contains(.assigning(4096, of: 5000)) && steps.contains(.assigning(5000, of: 5000)))
    #expect(steps.suffix(6) == (1...6).map { .merging($0, of: 6) }[...])
  }

  @Test func `identical vectors are one topic, however many are asked for`() async throws {
    let embeddings = try #require(Embeddings(count: 5, dimensions: 2, values: Array(repeating: 1, count: 10)))
    let tree = try await TopicTree(of: embeddings, topics: 2, subtopics: 4)
    #expect(tree.subtopics == [TopicNumber(1, 1)] && tree.rows == [0, 0, 0, 0, 0])
  }

  @Test func `what is no pool is refused`() async throws {
    let nothing = try #require(Embeddings(count: 0, dimensions: 1, values: []))
    await #expect(throws: ClusteringError.noRows) {
      try await TopicTree(of: nothing, topics: 1, subtopics: 1)
    }
    let broken = try #require(Embeddings(count: 2, dimensions: 1, values: [0, .nan]))
    await #expect(throws: ClusteringError.notFinite(row: 1)) {
      try await TopicTree(of: broken, topics: 1, subtopics: 1)
    }
  }

  @Test(arguments: [(1, 1, 1), (10, 2, 3), (240, 4, 15), (15_011, 11, 122), (1_000_000, 20, 400)])
  func `larger pools have more topics, up to a limit`(rows: Int, topics: Int, subtopics: Int) {
    let numbers = TopicTree.usualNumbers(for: rows)
    #expect(numbers.topics == topics && numbers.subtopics == subtopics)
  }

  @Test func `labels are the telling terms of each level, clean and counted`() async throws {
    let words = ["bread", "soup", "cake", "rust\u{1B}[31m", "python", "violin"]
    let tree = try await TopicTree(of: embeddings(), topics: 3, subtopics: 6)
    #expect(TopicLabels.rows(of: tree) == Array(0..<60))
    let kinds = ["kitchen", "kitchen", "kitchen", "code", "code", "music"]
    var terms = LabelTerms()
    for cloud in (0..<60).map({ $0 / 10 }) { terms.append("", terms: [kinds[cloud], words[cloud]]) }
    let labels = TopicLabels(of: tree, terms: terms)
    #expect(
      labels.topics.map(\.number.description) == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3", "3.1"]
    )
    #expect(labels.topics.map(\.size) == [30, 10, 10, 10, 20, 10, 10, 10, 10])
    #expect(labels.topics[0].label.hasPrefix("kitchen · "))
    #expect(labels.topics[1].label == "bread · kitchen")
    #expect(labels.topics[5].label == "rust[31m · code")
    #expect(labels.topics[8].label == "violin · music" || labels.topics[8].label == "music · violin")
  }
}

extension Array {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
