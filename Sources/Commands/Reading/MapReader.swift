import Curation
import Mapping
import ProjectStore
import Workbench

/// Puts a pool on the map, as a curator may see it.
struct MapReader {
  let project: Project
  let curator: String
  let policy: ReviewPolicy
  /// What the chances of the division depend on; nil before the pool is divided.
  let seed: UInt64?

  /// Makes the map.
  ///
  /// - Parameter progress: Takes the number of vectors that were read while the pool is projected.
  /// - Returns: The map; nil when no instruction has a vector.
  /// - Throws: `MappingError`, `ProjectError`, or that the task was cancelled.
  func map(progress: (Int) -> Void = { _ in }) throws -> PoolMap? {
    guard let projection = try PoolProjection(project: project).stored(progress: progress) else { return nil }
    let coordinates = projection.coordinates
    let rows = coordinates.indices.filter { coordinates[$0].x.isFinite && coordinates[$0].y.isFinite }
    guard !rows.isEmpty else { return nil }
    let isWhole = rows.count == coordinates.count
    /// What belongs to the rows that have a place; the pool may have got more rows since it was embedded.
    func placed<Value>(_ values: [Value]) -> [Value] {
      isWhole && values.count == rows.count ? values : rows.map { values[$0] }
    }
    let shown = placed(coordinates)
    let scale = MapScale(of: shown)
    let clusters = try project.clusterNumbers()
    let topics = try MapTopics(of: project, clusters: clusters)
    return PoolMap(
      title: projection.title,
      points: try MapPoints(
        places: shown.map(scale.place),
        clusters: placed(clusters),
        marks: placed(try marks(count: clusters.count)),
        topics: placed(topics.rows)
      ),
      topics: topics.names,
      rows: isWhole ? nil : rows.map { Int32($0) }
    )
  }

  /// What is picked, by row.
  ///
  /// What others picked in a cluster that the curator is to decide about first is left out: it tells nearly as
  /// much as the ranking.
  private func marks(count: Int) throws -> [MapMarks] {
    var marks = [MapMarks](repeating: [], count: count)
    for pick in try project.picks() where marks.indices.contains(pick.row) {
      if pick.curator == curator {
        marks[pick.row].insert(.own)
      } else if let seed, policy.mode(of: curator, inCluster: pick.cluster, seed: seed) == .assisted {
        marks[pick.row].insert(.others)
      }
    }
    return marks
  }
}
