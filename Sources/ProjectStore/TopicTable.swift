internal import Curation
internal import GRDB

/// The tables of the topics, which are about the vectors that a pool has now.
enum TopicTable {
  /// Forgets everything, because the vectors are others.
  static func clear(_ database: Database) throws {
    try database.execute(sql: "DELETE FROM topicMember; DELETE FROM topic")
  }

  /// The topics, each followed by its subtopics, in the order of their numbers; none before they are found.
  static func all(_ database: Database) throws -> [Topic] {
    let statement = try database.cachedStatement(
      sql: "SELECT topic, subtopic, label, size FROM topic ORDER BY topic, subtopic"
    )
    return try statement.all([]) { row in
      let subtopic: Int = try row.value(1)
      let number = TopicNumber(try row.value(0), subtopic == 0 ? nil : subtopic)
      return Topic(number: number, label: try row.text(2), size: try row.value(3))
    }
  }

  /// What leads from a row of `topicMember` to the labels.
  static let joins = """
    CROSS JOIN topic AS part ON part.topic = topicMember.topic AND part.subtopic = topicMember.subtopic
    CROSS JOIN topic AS whole ON whole.topic = topicMember.topic AND whole.subtopic = 0
    """

  /// The place in the first columns of a row: number, label and size of the subtopic, label and size of the topic.
  static func place(in row: Row) throws -> TopicPlace {
    let number = TopicNumber(try row.value(0), try row.value(1))
    return TopicPlace(
      topic: Topic(number: number.whole, label: try row.text(4), size: try row.value(5)),
      subtopic: Topic(number: number, label: try row.text(2), size: try row.value(3))
    )
  }

  /// Stores topics, which the caller knows to be the only ones.
  static func insert(_ topics: [Topic], into database: Database) throws {
    let insertion = try database.makeStatement(
      sql: "INSERT INTO topic (topic, subtopic, label, size) VALUES (?, ?, CAST(? AS TEXT), ?)"
    )
    for topic in topics {
      try insertion.execute(
        arguments: [topic.number.topic, topic.number.subtopic ?? 0, ExactText(topic.label), topic.size]
      )
    }
  }
}
