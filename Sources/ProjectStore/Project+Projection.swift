internal import Foundation
internal import GRDB

/// Where the vectors of a pool lie on the plane of its map, kept so that they are projected once.
public struct StoredProjection: Equatable, Sendable {
  /// What made it; a name for each way to do it.
  public var method: String
  /// What the map says about the plane.
  public var title: String
  /// For each row of the pool a pair of coordinates, not a number where it has no vector; rows at the end
  /// that have none may be missing.
  public var coordinates: [SIMD2<Float>]

  /// Makes a projection.
  public init(method: String, title: String, coordinates: [SIMD2<Float>]) {
    self.method = method
    self.title = title
    self.coordinates = coordinates
  }
}

extension Project {
  /// The projection of the vectors that the pool has now, or nil when none was made by the method.
  public func projection(by method: String) throws(ProjectError) -> StoredProjection? {
    try read { database in
      guard let set = try VectorSet.current(database) else { return nil }
      let statement = try database.cachedStatement(
        sql: "SELECT title, coordinates FROM projection WHERE embeddingSet = ? AND method = CAST(? AS TEXT)"
      )
      return try statement.first([set.id, ExactText(method)]) { row in
        let values = try row.withUnsafeData(atIndex: 1) { VectorBlob.decode($0 ?? Data()) }
        return StoredProjection(
          method: method,
          title: try row.text(0),
          coordinates: stride(from: 0, to: values.count - 1, by: 2).map { SIMD2(values[$0], values[$0 + 1]) }
        )
      }
    }
  }

  /// Keeps a projection in the place of all others.
  ///
  /// - Parameters:
  ///   - projection: The projection.
  ///   - set: The number of the set of vectors that it was made of, as `forEachVectorBlock(of:_:)` gives it.
  /// - Throws: `ProjectError` when it cannot be saved.
  public func save(_ projection: StoredProjection, ofSet set: Int) throws(ProjectError) {
    var values: [Float] = []
    values.reserveCapacity(2 * projection.coordinates.count)
    for pair in projection.coordinates { values += [pair.x, pair.y] }
    let coordinates = VectorBlob.encode(values[...])
    try write { database in
      try database.execute(sql: "DELETE FROM projection")
      try database.execute(
        sql: """
          INSERT INTO projection (embeddingSet, method, title, coordinates)
          VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), ?)
          """,
        arguments: [set, ExactText(projection.method), ExactText(projection.title), coordinates]
      )
    }
  }
}
