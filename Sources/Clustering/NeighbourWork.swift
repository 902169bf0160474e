/// A piece of a search that one processor carries out.
struct NeighbourWork: Sendable {
  /// What is done.
  enum Kind: Sendable {
    /// Compares the rows of the first tile with each other and with those of the other tiles.
    case strip([Range<Int32>])
    /// Cuts rows up, and compares those of each leaf with each other.
    case tree(ProjectionTree, leafSize: Int)
  }

  /// The number of the strip or tree that it is, or is a part of, from 0.
  let unit: Int
  let kind: Kind

  /// What came of a piece of work.
  struct Outcome: Sendable {
    /// The strip or tree that it was, or was a part of.
    var unit: Int
    /// How much of that is done with it.
    var extent: Int
    /// What is still to be done instead of it.
    var rest: [NeighbourWork] = []
    /// For some rows the nearest among those that they were compared with.
    var found: [(rows: [Int32], nearest: NearestSoFar)] = []
  }

  /// From this number of rows on a tree is cut in two pieces of work.
  private static let largest = 16_384

  /// All pairs, as each tile with itself and those after it; the longest strips stand last, to be begun first.
  static func strips(of pool: UnitVectors) -> [NeighbourWork] {
    let tiles = Swift.stride(from: 0, to: pool.count, by: Tile.size).map { start in
      Int32(start)..<Int32(min(start + Tile.size, pool.count))
    }
    return tiles.indices.reversed().map { NeighbourWork(unit: $0, kind: .strip(Array(tiles[$0...]))) }
  }

  /// How much of the whole it is: a tree counts its rows, a strip its tiles.
  var extent: Int {
    switch kind {
    case .strip(let tiles): tiles.count
    case .tree(let tree, _): tree.rows.count
    }
  }

  func carriedOut(on pool: UnitVectors) -> Outcome {
    switch kind {
    case .strip(let tiles): return strip(tiles, pool)
    case .tree(let tree, let leafSize) where tree.rows.count > Self.largest:
      let (below, above) = tree.halves(of: pool)
      let rest = [above, below].map { NeighbourWork(unit: unit, kind: .tree($0, leafSize: leafSize)) }
      return Outcome(unit: unit, extent: 0, rest: rest)
    case .tree(let tree, let leafSize):
      var outcome = Outcome(unit: unit, extent: extent)
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
    var outcome = Outcome(unit: unit, extent: extent)
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
