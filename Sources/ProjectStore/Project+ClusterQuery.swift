public import Curation
internal import GRDB

extension Project {
  /// The clusters of the current division that fit a query, in an order.
  ///
  /// - Parameters:
  ///   - query: What is asked for.
  ///   - order: The order.
  ///   - disguised: Clusters that count as picked, for no reason, however they were decided.
  /// - Returns: Their numbers.
  /// - Throws: `ProjectError` when they cannot be read.
  public func clusters(
    matching query: ClusterQuery,
    in order: ClusterOrder = .natural,
    disguising disguised: [Int] = []
  ) throws(ProjectError) -> [Int32] {
    var progress: QueryProgress?
    while true {
      switch try clusters(matching: query, in: order, disguising: disguised, from: progress) {
      case .found(let numbers): return numbers
      case .unfinished(let rest): progress = rest
      }
    }
  }

  /// Takes one step towards the clusters of the current division that fit a query, which ends soon.
  ///
  /// Only terms about texts may need more than one.
  ///
  /// - Parameters:
  ///   - query: Which clusters.
  ///   - order: In which order.
  ///   - disguised: The clusters that count as picked, for no reason, however they were decided.
  ///   - progress: What the step before came to; nil to begin with.
  ///   - effort: About how many texts are read.
  /// - Returns: The clusters, or where to go on.
  /// - Throws: `ProjectError` when they cannot be read.
  public func clusters(
    matching query: ClusterQuery,
    in order: ClusterOrder,
    disguising disguised: [Int] = [],
    from progress: QueryProgress?,
    effort: Int = 1000
  ) throws(ProjectError) -> QueryStep {
    try read { database in
      guard let division = try Division.current(database) else { return .found([]) }
      var finder = ClusterFinder(division: division, database: database)
      for cluster in disguised { finder.disguised.insert(cluster) }
      var search = try TextTermSearch(of: query, in: finder, from: progress, effort: effort)
      guard try search.run() else { return .unfinished(search.progress) }
      let fitting = search.progress.fitting
      return .found(try finder.ordered(by: order).filter { fitting?.contains(Int($0)) ?? true })
    }
  }
}

/// Finds clusters by asking a narrow index for each value, and joins the answers as sets.
///
/// One statement with all conditions would have to join every cluster with all that there is about it.
struct ClusterFinder {
  let division: Division
  let database: Database
  /// The clusters that count as picked, for no reason, however they were decided.
  var disguised: ClusterSet

  init(division: Division, database: Database) {
    self.division = division
    self.database = database
    disguised = ClusterSet(count: division.clusters)
  }

  /// The clusters that fit terms, none of which is about texts; nil for all of them.
  func clusters(matching terms: [ClusterQuery.Term]) throws -> ClusterSet? {
    var fitting: ClusterSet?
    for term in terms {
      var set = try clusters(where: term.condition)
      if term.isNegated { set = set.complement }
      fitting?.formIntersection(set)
      fitting = fitting ?? set
    }
    return fitting
  }

  private func clusters(where condition: ClusterQuery.Condition) throws -> ClusterSet {
    switch condition {
    case .state(let states): try union(states) { try clusters(with: $0) }
    case .curator(let names): try union(names) { try standing("curator = CAST(? AS TEXT)", ExactText($0)) }
    case .reason(let reasons):
      try union(reasons) { try standing("reason = ?", $0.rawValue) }.subtracting(disguised)
    case .has(let features): try union(features) { try clusters(with: $0) }
    case .source(let values): try union(values) { try origin("source", $0) }
    case .topic(let values): try union(values) { try clusters(about: $0) }
    case .label(let texts): try union(texts) { try clusters(labelled: $0) }
    case .text: ClusterSet(count: division.clusters)
    case .words(let ranges): try union(ranges) { try extent("words", $0) }
    case .size(let ranges): try union(ranges) { try extent("size", $0) }
    case .similarity(let ranges): try union(ranges) { try clusters(withSimilarity: $0) }
    case .confidence(let ranges): try union(ranges) { try clusters(confident: $0) }
    case .disagreement(let ranges): try union(ranges) { try clusters(disputed: $0) }
    }
  }

  private func union<Value>(_ values: [Value], _ clusters: (Value) throws -> ClusterSet) throws -> ClusterSet
  {
    try values.reduce(into: ClusterSet(count: division.clusters)) { $0.formUnion(try clusters($1)) }
  }

  private func clusters(with state: ClusterQuery.State) throws -> ClusterSet {
    var set = ClusterSet(count: division.clusters)
    for verdict in state.verdicts {
      if let verdict {
        set.formUnion(try standing("verdict = ?", verdict.rawValue).subtracting(disguised))
        if verdict == .pick { set.formUnion(disguised) }
      } else {
        set.formUnion(try standing("verdict IS NOT NULL").complement)
      }
    }
    return set
  }

  private func clusters(with feature: ClusterQuery.Feature) throws -> ClusterSet {
    switch feature {
    case .flag: try standing("flagged")
    case .note: try standing("note <> ''")
    case .ranking: try ranked("TRUE")
    case .duplicate: try clusters(withSimilarity: "similarity >= ?", [Likeness.leastOfSame])
    case .near: try clustersWithNear()
    }
  }

  /// The clusters with a ranking in the current run about which something is true.
  private func ranked(_ condition: String, _ values: [any DatabaseValueConvertible] = []) throws -> ClusterSet
  {
    guard let run = try RankingRun.current(database) else { return ClusterSet(count: division.clusters) }
    return try set(
      "SELECT cluster FROM outcome WHERE run = ? AND candidates IS NOT NULL AND \(condition)",
      [run.id] + StatementArguments(values)
    )
  }

  private func clusters(confident range: ShareRange) throws -> ClusterSet {
    if let exact = range.exact {
      return try ranked("votes > 1 AND agreeing = ? AND votes = ?", [exact.agreeing, exact.passes])
    }
    var conditions = ["votes > 1"]
    var values: [Int] = []
    for (end, sign) in [(range.lower, ">"), (range.upper, "<")] {
      guard let end else { continue }
      conditions.append("agreeing * ? \(sign)\(end.isIncluded ? "=" : "") ? * votes")
      values += [end.share.ratio.whole, end.share.ratio.part]
    }
    return try ranked(conditions.joined(separator: " AND "), values)
  }

  private func clusters(disputed range: ShareRange) throws -> ClusterSet {
    let bounds = Self.bounds("disagreement", range)
    return try ranked("votes > 1 AND \(bounds.condition)", bounds.values)
  }

  private func standing(_ condition: String, _ value: (any DatabaseValueConvertible)? = nil) throws
    -> ClusterSet
  {
    let arguments: [(any DatabaseValueConvertible)?] = value.map { [division.id, $0] } ?? [division.id]
    return try set(
      "SELECT cluster FROM standing WHERE division = ? AND \(condition)",
      StatementArguments(arguments)
    )
  }

  private func origin(_ kind: String, _ value: String) throws -> ClusterSet {
    try set(
      "SELECT cluster FROM clusterOrigin WHERE kind = ? AND value = CAST(? AS TEXT)",
      [kind, ExactText(value)]
    )
  }

  /// The clusters with a candidate of a category, or of a topic that goes by that name.
  private func clusters(about name: String) throws -> ClusterSet {
    var found = try origin("topic", name)
    for topic in try TopicTable.all(database) where topic.isCalled(name) {
      found.formUnion(
        try set(
          """
          SELECT DISTINCT member.cluster
          FROM topicMember CROSS JOIN member ON member.division = ? AND member.row = topicMember.row
          WHERE topicMember.topic = ? AND topicMember.subtopic BETWEEN ? AND ?
          """,
          [
            division.id, topic.number.topic, topic.number.subtopic ?? 0, topic.number.subtopic ?? Int.max,
          ]
        )
      )
    }
    return found
  }

  private func extent(_ column: String, _ range: CountRange) throws -> ClusterSet {
    try set(
      "SELECT cluster FROM clusterExtent WHERE \(column) BETWEEN ? AND ?",
      [range.lower ?? 0, range.upper ?? Int.max]
    )
  }

  private func clusters(withSimilarity range: ShareRange) throws -> ClusterSet {
    let bounds = Self.bounds("similarity", range)
    return try clusters(withSimilarity: bounds.condition, bounds.values)
  }

  private func clusters(withSimilarity condition: String, _ values: [Double]) throws -> ClusterSet {
    try NeighbourTable.require(database)
    return try set("SELECT cluster FROM clusterSimilarity WHERE \(condition)", StatementArguments(values))
  }

  /// The clusters with a candidate that is near another instruction, though one of theirs may be the same as one.
  private func clustersWithNear() throws -> ClusterSet {
    try NeighbourTable.require(database)
    return try set(
      """
      SELECT DISTINCT member.cluster
      FROM neighbour CROSS JOIN member ON member.division = ? AND member.row = neighbour.row
      WHERE neighbour.similarity >= ? AND neighbour.similarity < ?
      """,
      [division.id, Likeness.leastOfNear, Likeness.leastOfSame]
    )
  }

  /// What is true of a column whose values lie in a range.
  private static func bounds(_ column: String, _ range: ShareRange) -> (condition: String, values: [Double]) {
    let ends = [(range.lower, ">"), (range.upper, "<")].compactMap { end, sign in end.map { ($0, sign) } }
    let conditions = ends.map { end, sign in "\(column) \(sign)\(end.isIncluded ? "=" : "") ?" }
    return (conditions.joined(separator: " AND "), ends.map { end, _ in end.share.value })
  }

  private func clusters(labelled text: String) throws -> ClusterSet {
    let needle = SearchNeedle(text)
    var set = ClusterSet(count: division.clusters)
    let statement = try database.cachedStatement(
      sql: "SELECT number, label FROM cluster WHERE division = ?"
    )
    let rows = try Row.fetchCursor(statement, arguments: [division.id])
    while let row = try rows.next() {
      if try row.withUnsafeData(atIndex: 1, { $0.map(needle.isFound) ?? false }) {
        set.insert(try row.value(0))
      }
    }
    return set
  }

  private func set(_ sql: String, _ arguments: StatementArguments) throws -> ClusterSet {
    var set = ClusterSet(count: division.clusters)
    let numbers = try Int.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
    while let number = try numbers.next() { set.insert(number) }
    return set
  }
}
