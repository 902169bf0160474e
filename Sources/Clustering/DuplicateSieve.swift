public import Curation

/// Leaves one of each group of near-duplicates in a pool.
///
/// Rows are gone through in their order. One that is as similar to another that stays as `threshold` asks is left
/// out, beside the first such; any other one stays. So no two that stay are near-duplicates, and everything that is
/// left out has one beside it that is: a chain of small steps is not taken for one group.
public struct DuplicateSieve: Equatable, Sendable {
  /// A row that is left out, and the one that stays for it.
  public struct Repeat: Equatable, Sendable {
    /// The row that is left out.
    public var row: Int
    /// The row that stays.
    public var original: Int
    /// The cosine similarity of both, -1 to 1.
    public var similarity: Double
  }

  /// The least cosine similarity of near-duplicates, more than 0.
  public var threshold: Double

  /// How many rows are compared at once with those that stay, and with each other.
  private static let block = 512

  /// Makes a sieve.
  public init(threshold: Double = Likeness.leastOfSame) { self.threshold = threshold }

  /// Finds what to leave out of some rows.
  ///
  /// Takes `4 · s · d` bytes beside the vectors when s rows stay, and time for `rows · s` comparisons.
  ///
  /// - Parameters:
  ///   - embeddings: The vectors, all of them finite.
  ///   - rows: The rows to go through, in this order; only those that have a near-duplicate need be among them.
  ///   - staying: Rows that stay in any case and come before all others; none of `rows`.
  ///   - workers: How many processors to use; the result does not depend on it.
  ///   - progress: Takes how many rows are done, of how many.
  /// - Returns: What is left out, in the order of `rows`.
  /// - Throws: `ClusteringError.cancelled`.
  public func repeats(
    of embeddings: Embeddings,
    among rows: [Int],
    staying: [Int] = [],
    workers: Int = 1,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws(ClusteringError) -> [Repeat] {
    var originals = Directions(of: staying, in: embeddings)
    var repeats: [Repeat] = []
    var start = 0
    while start < rows.count {
      let end = min(start + Self.block, rows.count)
      let block = Directions(of: Array(rows[start..<end]), in: embeddings)
      let finds = try await finds(of: block, among: originals, embeddings, workers: workers)
      let (found, fresh) = sift(block, finds, embeddings)
      repeats += found
      originals.append(fresh)
      start = end
      progress(start, rows.count)
    }
    return repeats
  }

  /// For each part of the originals, and each row of a block, the first near one there.
  ///
  /// It is a function so that nothing holds on to the originals when they grow: else they would be copied.
  private func finds(
    of block: Directions,
    among originals: Directions,
    _ embeddings: Embeddings,
    workers: Int
  ) async throws(ClusteringError) -> [[Repeat?]] {
    let threshold = threshold
    return try await RowTiles(count: originals.rows.count, workers: workers, size: 2048).map(
      { block.firstNear(in: originals, $0, threshold: threshold, embeddings) },
      checkpoint: { () throws(ClusteringError) in if Task.isCancelled { throw .cancelled } }
    )
  }

  /// What of a block is left out, and the rest of it, given what was found among the originals.
  private func sift(
    _ block: Directions,
    _ finds: [[Repeat?]],
    _ embeddings: Embeddings
  ) -> (repeats: [Repeat], fresh: Directions) {
    var repeats: [Repeat] = []
    var fresh = Directions(dimensions: block.dimensions)
    for place in block.rows.indices {
      let single = block.selecting(place)
      let known = finds.lazy.compactMap { $0[place] }.first
      let own = single.firstNear(in: fresh, 0..<fresh.rows.count, threshold: threshold, embeddings)[0]
      if let found = known ?? own { repeats.append(found) } else { fresh.append(single) }
    }
    return (repeats, fresh)
  }
}

/// Some vectors of a pool scaled to length 1, so that their products are their cosine similarities.
private struct Directions: Sendable {
  let dimensions: Int
  private(set) var rows: [Int] = []
  private var values: [Float] = []

  init(dimensions: Int) { self.dimensions = dimensions }

  init(of rows: [Int], in embeddings: Embeddings) {
    self.init(dimensions: embeddings.dimensions)
    self.rows = rows
    values.reserveCapacity(rows.count * dimensions)
    for row in rows {
      let scale = embeddings.unitScale(of: row)
      values += embeddings[row].lazy.map { Float(Double($0) * scale) }
    }
  }

  func selecting(_ place: Int) -> Directions {
    var single = Directions(dimensions: dimensions)
    single.rows = [rows[place]]
    single.values = Array(values[place * dimensions..<(place + 1) * dimensions])
    return single
  }

  mutating func append(_ others: Directions) {
    rows += others.rows
    values += others.values
  }

  /// For each of these the first near one among some others.
  ///
  /// Products in Float32 say where to look; what counts is worked out in Float64.
  func firstNear(
    in others: Directions,
    _ part: Range<Int>,
    threshold: Double,
    _ embeddings: Embeddings
  ) -> [DuplicateSieve.Repeat?] {
    var finds = [DuplicateSieve.Repeat?](repeating: nil, count: rows.count)
    guard !part.isEmpty else { return finds }
    let products = products(with: others, part)
    let doubt = Float(dimensions + 8) * Float.ulpOfOne
    let limit = Float(threshold) - doubt
    for place in rows.indices {
      for (column, other) in part.enumerated() {
        if products[place * part.count + column] < limit { continue }
        let similarity = Neighbours.cosine(embeddings[rows[place]], embeddings[others.rows[other]])
        guard similarity >= threshold else { continue }
        finds[place] = .init(row: rows[place], original: others.rows[other], similarity: similarity)
        break
      }
    }
    return finds
  }

  /// The products of these with some others, row by row.
  private func products(with others: Directions, _ part: Range<Int>) -> [Float] {
    var products = [Float](repeating: 0, count: rows.count * part.count)
    others.values.withUnsafeBufferPointer { others in
      guard let first = others.baseAddress else { return }
      MatrixProduct.multiply(
        rows.count,
        part.count,
        width: dimensions,
        values,
        first + part.lowerBound * dimensions,
        into: &products
      )
    }
    return products
  }
}
