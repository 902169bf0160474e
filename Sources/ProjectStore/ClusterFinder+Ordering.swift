internal import Curation
internal import GRDB

extension ClusterFinder {
  /// The numbers of all clusters in an order.
  ///
  /// Those that have no place in it come last, also the other way round.
  func ordered(by order: ClusterOrder) throws -> [Int32] {
    let numbers = try ascending(by: order.key)
    let placed = order.isReversed ? numbers.reversed() : numbers
    guard placed.count < division.clusters else { return placed }
    let isPlaced = Set(placed)
    return placed + (0..<Int32(division.clusters)).map { $0 + 1 }.filter { !isPlaced.contains($0) }
  }

  private func ascending(by key: ClusterOrder.Key) throws -> [Int32] {
    let all = (0..<Int32(division.clusters)).map { $0 + 1 }
    switch key {
    case .number: return all
    case .size, .words:
      var extents = Array(repeating: Int32(0), count: all.count)
      let rows = try Row.fetchCursor(database, sql: "SELECT cluster, \(key.rawValue) FROM clusterExtent")
      while let row = try rows.next() {
        let cluster: Int = try row.value(0)
        if extents.indices.contains(cluster - 1) { extents[cluster - 1] = try row.value(1) }
      }
      return all.sorted { (extents[Int($0) - 1], $0) < (extents[Int($1) - 1], $1) }
    case .distance:
      try NeighbourTable.require(database)
      return try Int32.fetchAll(
        database,
        sql: "SELECT cluster FROM clusterSimilarity ORDER BY similarity DESC, cluster"
      )
    case .label:
      return try Int32.fetchAll(
        database,
        sql: "SELECT number FROM cluster WHERE division = ? ORDER BY label COLLATE NOCASE, number",
        arguments: [division.id]
      )
    case .change:
      let changed = try Int32.fetchAll(
        database,
        sql: "SELECT cluster FROM standing WHERE division = ? ORDER BY version",
        arguments: [division.id]
      )
      let isChanged = Set(changed)
      return all.filter { !isChanged.contains($0) } + changed
    case .state:
      let states: [ClusterQuery.State] = [.open, .accepted, .overridden, .picked, .none]
      return try states.flatMap { state in
        let set = try clusters(matching: [.init(.state([state]))])
        return all.filter { set?.contains(Int($0)) ?? true }
      }
    case .confidence: return try ranked(by: "1.0 * agreeing / votes, 1.0 * margin / votes")
    case .disagreement: return try ranked(by: "disagreement DESC")
    }
  }

  /// The clusters that were ranked in several passes.
  private func ranked(by expressions: String) throws -> [Int32] {
    try Int32.fetchAll(
      database,
      sql: """
        SELECT cluster FROM outcome WHERE run = ? AND candidates IS NOT NULL AND votes > 1
        ORDER BY \(expressions), cluster
        """,
      arguments: [try RankingRun.current(database)?.id]
    )
  }
}
