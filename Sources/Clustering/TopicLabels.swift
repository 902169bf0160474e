public import Curation

/// The labels of topics and subtopics, made of some of the texts of each.
public struct TopicLabels: Equatable, Sendable {
  /// The most texts of a subtopic that its label is made of.
  public static let textsOfEach = 200

  /// The topics and their subtopics, in the order of their numbers.
  public let topics: [Topic]

  /// The rows whose texts are to be read: of each subtopic some that are spread evenly over the pool, ascending.
  public static func rows(of tree: TopicTree) -> [Int] {
    members(of: tree).flatMap(spread).sorted()
  }

  /// Labels topics.
  ///
  /// - Parameters:
  ///   - tree: The topics.
  ///   - terms: The terms of the texts of `rows(of: tree)`, in that order.
  public init(of tree: TopicTree, terms: LabelTerms) {
    let members = Self.members(of: tree)
    let places = Dictionary(
      uniqueKeysWithValues: members.flatMap(Self.spread).sorted().enumerated().map { ($1, $0) }
    )
    let read = members.map { Self.spread($0).compactMap { places[$0] } }
    func labels(_ clusters: [[Int]], _ noun: String) -> [String] {
      ClusterLabels(clusters: clusters, terms: terms, noun: noun, .relativeEntropy).labels
    }
    let parts = labels(read, "subtopic")
    var wholes: [(number: Int, subtopics: [Int])] = []
    for (index, number) in tree.subtopics.enumerated() {
      if wholes.last?.number != number.topic { wholes.append((number.topic, [])) }
      wholes[wholes.count - 1].subtopics.append(index)
    }
    let names = labels(wholes.map { $0.subtopics.flatMap { read[$0] } }, "topic")
    topics = zip(wholes, names).flatMap { whole, label in
      let size = whole.subtopics.reduce(0) { $0 + members[$1].count }
      return [Topic(number: TopicNumber(whole.number), label: label, size: size)]
        + whole.subtopics.map {
          Topic(number: tree.subtopics[$0], label: parts[$0], size: members[$0].count)
        }
    }
  }

  /// The rows of each subtopic, ascending.
  private static func members(of tree: TopicTree) -> [[Int]] {
    var members = [[Int]](repeating: [], count: tree.subtopics.count)
    for (row, subtopic) in tree.rows.enumerated() { members[Int(subtopic)].append(row) }
    return members
  }

  /// At most `textsOfEach` rows, evenly spread.
  private static func spread(_ rows: [Int]) -> [Int] {
    guard rows.count > textsOfEach else { return rows }
    return (0..<textsOfEach).map { rows[$0 * rows.count / textsOfEach] }
  }
}
