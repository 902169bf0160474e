internal import GRDB

extension Schema {
  /// What the pool is about; a project has to be searched for its topics once.
  static let addTopics: Step = { database in
    try database.execute(sql: topics)
  }

  /// The topics and subtopics of the vectors that the pool has now, and the subtopic of each instruction.
  ///
  /// `subtopic` counts from 1 inside its topic; in `topic` it is 0 for the topic as a whole.
  private static let topics = """
    CREATE TABLE topic (
      topic INTEGER NOT NULL,
      subtopic INTEGER NOT NULL,
      label TEXT NOT NULL,
      size INTEGER NOT NULL,
      PRIMARY KEY (topic, subtopic)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE topicMember (
      row INTEGER PRIMARY KEY REFERENCES instruction,
      topic INTEGER NOT NULL,
      subtopic INTEGER NOT NULL,
      FOREIGN KEY (topic, subtopic) REFERENCES topic
    ) STRICT;

    CREATE INDEX memberByTopic ON topicMember (topic, subtopic);
    """
}
