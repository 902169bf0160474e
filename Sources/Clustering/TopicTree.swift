public import Curation

/// The natural groups of a pool in two levels: topics, and the subtopics that each consists of.
///
/// K-means makes the subtopics. Ward's method (J. H. Ward, “Hierarchical grouping to optimize an objective
/// function”, 1963) then merges them, always the two whose merger adds least to the squared distances from the
/// means, until as many topics are left as are wanted. So topics may have few or many subtopics.
///
/// Topics are numbered from 1, the largest first, of equals the one with the earliest row; so are the subtopics of
/// each. The result depends on the vectors, the numbers and the seed alone.
public struct TopicTree: Equatable, Sendable {
  /// For each row the index of its subtopic in `subtopics`.
  public let rows: [Int32]
  /// The numbers of the subtopics, ascending; none is without rows.
  public let subtopics: [TopicNumber]

  /// The most subtopics that are made: merging them takes 100 MB then.
  public static let mostSubtopics = 5000

  /// How many topics and subtopics a pool of some size usually has: `√n` subtopics, at most 400, and the root of
  /// that as topics, so that there are about as many topics to choose from as each has subtopics.
  public static func usualNumbers(for rows: Int) -> (topics: Int, subtopics: Int) {
    let subtopics = min(400, max(1, Int(Double(rows).squareRoot())))
    return (max(1, Int(Double(subtopics).squareRoot().rounded())), subtopics)
  }

  /// Groups vectors.
  ///
  /// Takes `O(n + s²)` memory beside the vectors, s being the number of subtopics; centers are fitted to a seeded
  /// sample of a large pool.
  ///
  /// - Parameters:
  ///   - embeddings: The vectors.
  ///   - topics: How many topics there are to be; there may be fewer, as of subtopics, where vectors are the same.
  ///   - subtopics: How many subtopics there are to be; at least as many as topics count, at most `mostSubtopics`.
  ///   - seed: What the beginning depends on.
  ///   - workers: How many processors to use; the result does not depend on it.
  ///   - progress: Told often what is being done.
  /// - Throws: `ClusteringError` when there are no rows, a vector is not finite, or the task is cancelled.
  public init(
    of embeddings: Embeddings,
    topics: Int,
    subtopics: Int,
    seed: UInt64 = 0,
    workers: Int = 1,
    progress: (DivisionProgress) -> Void = { _ in }
  ) async throws(ClusteringError) {
    let leaves = try await PoolTopics(
      of: embeddings,
      count: min(max(topics, subtopics), Self.mostSubtopics),
      seed: seed,
      workers: workers,
      progress: progress
    )
    var sizes = [Int](repeating: 0, count: leaves.count)
    var firstRows = sizes
    for (row, leaf) in leaves.topics.enumerated() {
      if sizes[leaf] == 0 { firstRows[leaf] = row }
      sizes[leaf] += 1
    }
    let inhabited = sizes.indices.filter { sizes[$0] > 0 }
    let merged = try WardMerging(leaves.centers, of: inhabited, sizes: sizes).groups(max(1, topics), progress)
    func comesFirst(_ one: (size: Int, row: Int), _ other: (size: Int, row: Int)) -> Bool {
      (other.size, one.row) < (one.size, other.row)
    }
    let ordered = merged.map { group in
      group.sorted { comesFirst((sizes[$0], firstRows[$0]), (sizes[$1], firstRows[$1])) }
    }.map { group in
      (leaves: group, size: group.reduce(0) { $0 + sizes[$1] }, row: group.map { firstRows[$0] }.min() ?? 0)
    }.sorted { comesFirst(($0.size, $0.row), ($1.size, $1.row)) }
    var indices = [Int32](repeating: 0, count: leaves.count)
    var numbers: [TopicNumber] = []
    for (topic, group) in ordered.enumerated() {
      for (place, leaf) in group.leaves.enumerated() {
        indices[leaf] = Int32(numbers.count)
        numbers.append(TopicNumber(topic + 1, place + 1))
      }
    }
    self.subtopics = numbers
    rows = leaves.topics.map { indices[$0] }
  }
}
