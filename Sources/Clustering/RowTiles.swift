import Curation

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
    var outcomes = [Outcome?](repeating: nil, count: tiles.count)
    try await workInParallel(on: tiles, workers: workers) { tile throws(ClusteringError) in
      work(tile)
    } receive: { index, outcome throws(ClusteringError) in
      outcomes[index] = outcome
      try checkpoint()
    }
    return outcomes.compactMap(\.self)
  }
}
