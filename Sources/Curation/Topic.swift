/// What a part of a pool is about: a topic, or one of the subtopics that it consists of.
///
/// Topics are the pool's natural groups, which differ in size; the clusters that are reviewed are something else.
public struct Topic: Equatable, Sendable {
  /// Where it stands among the others.
  public var number: TopicNumber
  /// Its most telling terms, joined by ` · `; never empty, and untrusted text.
  public var label: String
  /// How many instructions it has.
  public var size: Int

  /// Makes a topic.
  public init(number: TopicNumber, label: String, size: Int) {
    self.number = number
    self.label = label
    self.size = size
  }
}

/// The number of a topic, such as 3, or of a subtopic inside it, such as 3.2.
///
/// Both count from 1, the largest first.
public struct TopicNumber: Hashable, Sendable {
  /// The number of the topic.
  public var topic: Int
  /// The number of the subtopic inside the topic; nil for the topic as a whole.
  public var subtopic: Int?

  /// Makes a number.
  public init(_ topic: Int, _ subtopic: Int? = nil) {
    self.topic = topic
    self.subtopic = subtopic
  }

  /// The topic as a whole.
  public var whole: TopicNumber { TopicNumber(topic) }
}

extension TopicNumber: CustomStringConvertible {
  public var description: String { subtopic.map { "\(topic).\($0)" } ?? "\(topic)" }
}

extension TopicNumber: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.topic, left.subtopic ?? 0) < (right.topic, right.subtopic ?? 0)
  }
}

extension Topic {
  /// Whether it goes by a name: its number, its label, or one of the terms in it, without regard to case.
  public func isCalled(_ name: String) -> Bool {
    let name = name.lowercased()
    let label = label.lowercased()
    return name == number.description || name == label
      || label.split(separator: " · ").contains { $0 == name }
  }
}

extension Topic {
  /// The topics of some candidates, each with how many of these it has, the commonest first.
  public static func tally(of places: some Sequence<TopicPlace>) -> [Topic] {
    Dictionary(grouping: places.map(\.topic), by: \.number).values.compactMap { topics in
      topics.first.map { Topic(number: $0.number, label: $0.label, size: topics.count) }
    }.sorted { ($1.size, $0.number) < ($0.size, $1.number) }
  }
}

/// The topic and the subtopic that an instruction belongs to.
public struct TopicPlace: Equatable, Sendable {
  /// The topic.
  public var topic: Topic
  /// The part of it.
  public var subtopic: Topic

  /// Makes a place.
  public init(topic: Topic, subtopic: Topic) {
    self.topic = topic
    self.subtopic = subtopic
  }
}
