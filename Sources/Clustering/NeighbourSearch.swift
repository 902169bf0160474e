public import Curation

/// Finds for every vector of a pool the nearest other one by cosine similarity.
///
/// Up to `exactLimit` vectors all pairs are compared. Beyond that only those are that some of several random
/// trees leave together in a leaf, so that near-duplicates are hardly ever missed, while of an instruction that
/// nothing is much like another one than the nearest may be told. Measured on 7,473 questions (GSM8K, lexical
/// vectors): of those with a similarity of 0.9 and above all were found, of all the nearest was for 95 %; with
/// leaves of 8, which is as many cuts as a million gets, 100 % from 0.95 on, 96 % from 0.9, 36 % of all.
/// Among 100,000 MiniLM-like vectors with 20,000 copies at known similarities all from 0.9 on were found.
///
/// The result depends on the vectors and the seed alone.
public struct NeighbourSearch: Sendable {
  /// The most vectors of which all pairs are compared: some 25 s on two cores at 384 dimensions.
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
  ///   - draft: What an equal search had done, to go on from; it comes to the same end.
  ///   - progress: Takes how much is done, of how much.
  ///   - keep: Called whenever there is more to go on from; its argument says what that is.
  /// - Returns: The neighbours.
  /// - Throws: `ClusteringError` when a vector is not finite, or the task is cancelled.
  public func neighbours(
    of embeddings: Embeddings,
    workers: Int = 1,
    from draft: NeighbourDraft? = nil,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
    keep: (() -> NeighbourDraft) -> Void = { _ in }
  ) async throws(ClusteringError) -> Neighbours {
    let pool = try UnitVectors(checking: embeddings)
    let isExact = pool.count <= exactLimit
    var work = isExact ? NeighbourWork.strips(of: pool) : roots(of: pool)
    let total = work.reduce(0) { $0 + $1.extent }
    // How much of each strip or tree is left.
    var left = [Int](repeating: 0, count: work.count)
    for piece in work { left[piece.unit] = piece.extent }
    var state = NeighbourDraft(units: work.count, rows: pool.count)
    if let draft, draft.fits(state) {
      state = draft
      work.removeAll { state.isDone[$0.unit] }
    }
    var done = total - work.reduce(0) { $0 + $1.extent }
    await withTaskGroup(of: NeighbourWork.Outcome.self) { group in
      var running = 0
      while !Task.isCancelled {
        while running < max(1, workers), let next = work.popLast() {
          running += 1
          group.addTask { next.carriedOut(on: pool) }
        }
        guard let outcome = await group.next() else { break }
        // What a task has left unfinished that is to stop must not count as done.
        guard !Task.isCancelled else { break }
        running -= 1
        work += outcome.rest
        for (rows, found) in outcome.found { state.nearest.merge(found, at: rows) }
        done += outcome.extent
        left[outcome.unit] -= outcome.extent
        if left[outcome.unit] == 0 {
          state.isDone[outcome.unit] = true
          keep { state }
        }
        progress(done, total)
      }
      group.cancelAll()
    }
    guard !Task.isCancelled else { throw .cancelled }
    return Neighbours(state.nearest, of: embeddings, isExact: isExact)
  }

  private func roots(of pool: UnitVectors) -> [NeighbourWork] {
    var generator = SplitMix64(seed: seed)
    return (0..<trees).map { number in
      let tree = ProjectionTree(rows: Array(0..<Int32(pool.count)), seed: generator.next())
      return NeighbourWork(unit: number, kind: .tree(tree, leafSize: max(2, leafSize)))
    }
  }
}
