import Mapping
import ProjectStore

/// Brings the vectors of a project onto the plane of its map, once.
struct PoolProjection {
  let project: Project

  /// The way in which it is done now; another one gets another name, so that nothing old is taken for it.
  private static let method = "pca-1"

  /// The projection that the project keeps, or else a new one, which it keeps from then on.
  ///
  /// - Parameter progress: Takes the number of vectors that were read, of both passes together.
  /// - Returns: The projection; nil when the pool has no vectors.
  /// - Throws: `MappingError`, `ProjectError`, or that the task was cancelled.
  func stored(progress: (Int) -> Void = { _ in }) throws -> StoredProjection? {
    if let known = try project.projection(by: Self.method) { return known }
    guard let made = try made(progress: progress) else { return nil }
    // Who may only read gets the map too.
    if project.access == .readWrite { try project.save(made.projection, ofSet: made.set) }
    return made.projection
  }

  /// Reads the vectors twice: to find the plane, and to bring them onto it.
  private func made(progress: (Int) -> Void) throws -> (projection: StoredProjection, set: Int)? {
    var moments: VectorMoments?
    var done = 0
    try project.forEachVectorBlock { dimensions, block in
      try Task.checkCancellation()
      var sum = try moments ?? VectorMoments(dimensions: dimensions)
      // Only one may hold the sums when they grow: else they are copied.
      moments = nil
      try sum.add(block.components[...])
      moments = sum
      done += block.rows.count
      progress(done)
    }
    guard let moments else { return nil }
    let plane = PlanarProjection(moments)
    var coordinates: [SIMD2<Float>] = []
    let set = try project.forEachVectorBlock { dimensions, block in
      try Task.checkCancellation()
      guard dimensions == plane.dimensions, let last = block.rows.last else { return }
      let missing = SIMD2<Float>(repeating: .nan)
      while coordinates.count <= last { coordinates.append(missing) }
      let pairs = try plane.coordinates(of: block.components[...], firstRow: block.rows[0])
      for (row, pair) in zip(block.rows, pairs) { coordinates[row] = pair }
      done += block.rows.count
      progress(done)
    }
    guard let set else { return nil }
    return (StoredProjection(method: Self.method, title: plane.title, coordinates: coordinates), set)
  }
}
