public import Curation
internal import GRDB

extension Project {
  /// Stores what the pool is about in the place of what was known, and records the stage.
  ///
  /// - Parameters:
  ///   - topics: The topics and their subtopics.
  ///   - members: For each instruction its row number and the number of its subtopic.
  ///   - set: The set of vectors that were grouped.
  ///   - stage: What the project shall remember of the step.
  /// - Throws: `ProjectError.vectorsReplaced` when the pool has other vectors by now, or when it cannot be saved.
  public func save(
    _ topics: [Topic],
    members: some Sequence<(row: Int, number: TopicNumber)>,
    ofSet set: Int,
    stage: Stage
  ) throws(ProjectError) {
    try write { database in
      guard try VectorSet.current(database)?.id == set else { throw ProjectError.vectorsReplaced }
      try TopicTable.clear(database)
      try TopicTable.insert(topics, into: database)
      let insertion = try database.makeStatement(
        sql: "INSERT INTO topicMember (row, topic, subtopic) VALUES (?, ?, ?)"
      )
      for (row, number) in members {
        try insertion.execute(arguments: [row, number.topic, number.subtopic])
      }
      try StageRecord.insert(stage, into: database)
    }
  }

  /// The topics, each followed by its subtopics, in the order of their numbers; none before they are found.
  public func topics() throws(ProjectError) -> [Topic] { try read(TopicTable.all) }

  /// Where the candidates of a cluster belong; those without a topic are left out.
  public func topics(inCluster number: Int) throws(ProjectError) -> [InstructionID: TopicPlace] {
    try read { database in
      guard let division = try Division.current(database) else { return [:] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT part.topic, part.subtopic, part.label, part.size, whole.label, whole.size, instruction.id
          FROM member CROSS JOIN topicMember ON topicMember.row = member.row
          CROSS JOIN instruction ON instruction.row = member.row \(TopicTable.joins)
          WHERE member.division = ? AND member.cluster = ?
          """
      )
      let places = try statement.all([division.id, number]) { row in
        (InstructionID(try row.text(6)), try TopicTable.place(in: row))
      }
      return Dictionary(places) { first, _ in first }
    }
  }

  /// The topic of more than half of a cluster's candidates, with how many of them it has, for each cluster that has one.
  public func leadingTopics(ofClusters numbers: [Int]) throws(ProjectError) -> [Int: Topic] {
    try read { database in
      guard let division = try Division.current(database) else { return [:] }
      let statement = try database.cachedStatement(
        sql: """
          SELECT topic.topic, topic.label, count(*)
          FROM member CROSS JOIN topicMember ON topicMember.row = member.row
          CROSS JOIN topic ON topic.topic = topicMember.topic AND topic.subtopic = 0
          WHERE member.division = :division AND member.cluster = :number
          GROUP BY topic.topic
          HAVING 2 * count(*) > (SELECT size FROM cluster WHERE division = :division AND number = :number)
          """
      )
      var topics: [Int: Topic] = [:]
      for number in numbers {
        topics[number] = try statement.first(["division": division.id, "number": number]) { row in
          Topic(number: TopicNumber(try row.value(0)), label: try row.text(1), size: try row.value(2))
        }
      }
      return topics
    }
  }

  /// Where an instruction belongs, or nil while it has no topic.
  public func topic(of id: InstructionID) throws(ProjectError) -> TopicPlace? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT part.topic, part.subtopic, part.label, part.size, whole.label, whole.size
          FROM instruction CROSS JOIN topicMember ON topicMember.row = instruction.row \(TopicTable.joins)
          WHERE instruction.id = CAST(? AS TEXT)
          """
      )
      return try statement.first([ExactText(id.rawValue)]) { try TopicTable.place(in: $0) }
    }
  }

  /// For each row of the pool the number of its topic, 0 for none.
  public func topicNumbers() throws(ProjectError) -> [Int32] {
    try read { database in
      let count = try Int.fetchOne(database, sql: "SELECT max(row) + 1 FROM instruction") ?? 0
      var numbers = [Int32](repeating: 0, count: count)
      let members = try Row.fetchCursor(database, sql: "SELECT row, topic FROM topicMember")
      while let member = try members.next() {
        let row: Int = try member.value(0)
        if numbers.indices.contains(row) { numbers[row] = try member.value(1) }
      }
      return numbers
    }
  }
}
