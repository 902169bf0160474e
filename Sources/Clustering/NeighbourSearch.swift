public import Curation

/// Finds for every vector of a pool the nearest other one by cosine similarity.
///
/// Up to `exactLimit` vectors all pairs are compared. Beyond that only those are that some of several random
/// trees leave together in a leaf, so that near-duplicates are hardly ever missed, while of an instruction that
/// nothing is much like another one than the nearest may be told. Measured on 7,473 questions (GSM8K, lexical
/// vectors): of those with a similarity of 0.9 and above all were found, of all the nearest was for 95 %; with
/// leaves of 8, which is as many cuts as a million gets, 100 % from 0.95 on, 96 % from 0.9, 36 % of all.
///
/// The result depends on the vectors and the seed alone.
public struct NeighbourSearch: Sendable {
  /// The most vectors of which all pairs are compared: some 20 s of two cores at 384 dimensions.
  public var exactLimit = 50_000

  /// The number of trees beyond that.
  public var trees = 16

  /// The most vectors in a leaf of a tree.
  public var leafSize = 512

  /// What the trees depend on.
  public var seed: UInt64

  /// Makes a search.
  public init(seed: UInt64 = 0) { self.seed = seed }

  /// Finds the nearest other vector of each.
  ///
  /// Takes memory for `4 · n · d` bytes beside the vectors.
  ///
  /// - Parameters:
  ///   - embeddings: The vectors.
  ///   - workers: How many processors to use.
  ///   - progress: Takes how much is done, of how much.
  /// - Returns: The neighbours.
  /// - Throws: `ClusteringError` when a vector is not finite, or the task is cancelled.
  public func neighbours(
    of embeddings: Embeddings,
    workers: Int = 1,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws(ClusteringError) -> Neighbours {
    let pool = try Self.pool(of: embeddings)
    let isExact = pool.count <= exactLimit
    var work = isExact ? Self.strips(of: pool) : roots(of: pool)
    let total = work.reduce(0) { $0 + $1.extent }
    var done = 0
    var nearest = NearestSoFar(count: pool.count)
    await withTaskGroup(of: Outcome.self) { group in
      var running = 0
      while !Task.isCancelled {
        while running < max(1, workers), let next = work.popLast() {
          running += 1
          group.addTask { next.carriedOut(on: pool) }
        }
        guard let outcome = await group.next() else { break }
        running -= 1
        work += outcome.rest
        for (rows, found) in outcome.found { nearest.merge(found, at: rows) }
        done += outcome.extent
        progress(done, total)
      }
      group.cancelAll()
    }
    guard !Task.isCancelled else { throw .cancelled }
    return Neighbours(nearest, of: embeddings, isExact: isExact)
  }

  fileprivate static func pool(of embeddings: Embeddings) throws(ClusteringError) -> UnitVectors {
    if let bad = embeddings.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: bad / embeddings.dimensions)
    }
    return UnitVectors(embeddings)
  }

  /// All pairs, as each tile with itself and those after it; the longest strips stand last, to be begun first.
  fileprivate static func strips(of pool: UnitVectors) -> [Work] {
    let tiles = Swift.stride(from: 0, to: pool.count, by: Tile.size).map { start in
      Int32(start)..<Int32(min(start + Tile.size, pool.count))
    }
    return tiles.indices.reversed().map { .strip(Array(tiles[$0...])) }
  }

  private func roots(of pool: UnitVectors) -> [Work] {
    var generator = SplitMix64(seed: seed)
    return (0..<trees).map { _ in
      .tree(
        ProjectionTree(rows: Array(0..<Int32(pool.count)), seed: generator.next()),
        leafSize: max(2, leafSize)
      )
    }
  }
}

extension Neighbours {
  /// Compares a few vectors, all with each other, at once.
  ///
  /// - Throws: `ClusteringError.notFinite`.
  public init(among embeddings: Embeddings) throws(ClusteringError) {
    let pool = try NeighbourSearch.pool(of: embeddings)
    var nearest = NearestSoFar(count: pool.count)
    for strip in NeighbourSearch.strips(of: pool) {
      for (rows, found) in strip.carriedOut(on: pool).found { nearest.merge(found, at: rows) }
    }
    self.init(nearest, of: embeddings, isExact: true)
  }
}

/// A piece of a search that one processor carries out.
private enum Work: Sendable {
  /// Compares the rows of the first tile with each other and with those of the other tiles.
  case strip([Range<Int32>])
  /// Cuts rows up, and compares those of each leaf with each other.
  case tree(ProjectionTree, leafSize: Int)

  /// From this number of rows on a tree is cut in two pieces of work.
  private static let largest = 16_384

  /// How much of the whole it is: a tree counts its rows, a strip its tiles.
  var extent: Int {
    switch self {
    case .strip(let tiles): tiles.count
    case .tree(let tree, _): tree.rows.count
    }
  }

  func carriedOut(on pool: UnitVectors) -> Outcome {
    switch self {
    case .strip(let tiles): return strip(tiles, pool)
    case .tree(let tree, let leafSize) where tree.rows.count > Self.largest:
      let (below, above) = tree.halves(of: pool)
      return Outcome(
        extent: 0,
        rest: [.tree(above, leafSize: leafSize), .tree(below, leafSize: leafSize)]
      )
    case .tree(let tree, let leafSize):
      var outcome = Outcome(extent: extent)
      var parts = [tree]
      while let part = parts.popLast(), !Task.isCancelled {
        guard part.rows.count <= leafSize else {
          let (below, above) = part.halves(of: pool)
          parts += [above, below]
          continue
        }
        let leaf = Tile(part.rows, of: pool)
        var nearest = NearestSoFar(count: part.rows.count)
        leaf.compareInside(&nearest)
        outcome.found.append((part.rows, nearest))
      }
      return outcome
    }
  }

  private func strip(_ tiles: [Range<Int32>], _ pool: UnitVectors) -> Outcome {
    var outcome = Outcome(extent: extent)
    guard let first = tiles.first else { return outcome }
    let own = Tile(Array(first), of: pool)
    var nearest = NearestSoFar(count: own.rows.count)
    own.compareInside(&nearest)
    for rows in tiles.dropFirst() where !Task.isCancelled {
      let other = Tile(Array(rows), of: pool)
      var nearestOther = NearestSoFar(count: other.rows.count)
      own.compare(with: other, &nearest, &nearestOther)
      outcome.found.append((other.rows, nearestOther))
    }
    outcome.found.append((own.rows, nearest))
    return outcome
  }
}

/// What came of a piece of work.
private struct Outcome: Sendable {
  /// How much of the whole is done with it.
  var extent: Int
  /// What is still to be done instead of it.
  var rest: [Work] = []
  /// For some rows the nearest among those that they were compared with.
  var found: [(rows: [Int32], nearest: NearestSoFar)] = []
}
