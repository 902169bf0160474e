/// Numbers from 0 on in pieces, of which each processor takes one after the other.
struct RowTiles {
  let count: Int
  let workers: Int

  /// How many numbers are in a piece.
  var size = RowTiles.usualSize

  static let usualSize = 4096

  /// The number of pieces.
  var pieces: Int { tiles.count }

  private var tiles: [Range<Int>] {
    stride(from: 0, to: count, by: max(1, size)).map { $0..<min($0 + max(1, size), count) }
  }

  /// Carries out work on every piece and returns what came of each, in their order; a checkpoint after each
  /// piece can end it by an error.
  func map<Outcome: Sendable>(
    _ work: @escaping @Sendable (Range<Int>) -> Outcome,
    checkpoint: () throws(ClusteringError) -> Void
  ) async throws(ClusteringError) -> [Outcome] {
    let tiles = tiles
    guard workers > 1, tiles.count > 1 else {
      var outcomes: [Outcome] = []
      for tile in tiles {
        outcomes.append(work(tile))
        try checkpoint()
      }
      return outcomes
    }
    var outcomes = [Outcome?](repeating: nil, count: tiles.count)
    var failure: ClusteringError?
    await withTaskGroup(of: (Int, Outcome).self) { group in
      for index in tiles.indices.prefix(workers) { group.addTask { (index, work(tiles[index])) } }
      var next = workers
      while failure == nil, let (index, outcome) = await group.next() {
        outcomes[index] = outcome
        if next < tiles.count {
          let index = next
          group.addTask { (index, work(tiles[index])) }
          next += 1
        }
        do throws(ClusteringError) { try checkpoint() } catch { failure = error }
      }
    }
    if let failure { throw failure }
    return outcomes.compactMap(\.self)
  }
}
