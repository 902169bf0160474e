import Curation

/// Makes clusters better by exchanging candidates between them, two at a time, as long as that lowers the energy.
///
/// The exchange method of anticlustering (M. Papenberg, G. Klau, “Using anticlustering to partition data sets into
/// equivalent parts”, Psychological Methods 26, 2021) with an energy of its own, see `ExchangeEnergy`, and carried
/// out in groups of clusters with some 2,000 candidates together: a group is small enough to know what any two of
/// them cost, so that every exchange is looked at. Each round deals the clusters into groups anew.
///
/// Sizes stay as they are. Takes `O(n · d)` time for each of 2,000 candidates and each round, and some 32 MB for
/// each processor. What comes of it depends on the vectors, the clusters and the seed alone.
struct ClusterExchange {
  /// How often clusters are dealt into groups, when they do not fit into one.
  static let rounds = 2

  let pool: PoolVectors
  let seed: UInt64

  /// How many processors to use.
  var workers = 1

  /// The most candidates in a group.
  var groupSize = 2048

  /// How many groups are carried out before there is more to go on from, at most.
  var batchSize = 32

  /// Groups of clusters that exchange candidates.
  private struct Deal {
    /// The pieces of the group.
    var pieces: [Int]
    var seed: UInt64
    var round: Int
  }

  /// The clusters after the exchanges, and how many there were.
  ///
  /// - Parameters:
  ///   - clusters: The clusters at the beginning.
  ///   - draft: What was done before of the same exchanges.
  ///   - keep: Called whenever there is more to go on from.
  ///   - checkpoint: Told how many groups are done.
  /// - Returns: The clusters, and the number of exchanges.
  /// - Throws: What `checkpoint` throws.
  func improved(
    _ clusters: [[Int]],
    from draft: DivisionDraft? = nil,
    keep: (() -> DivisionDraft) -> Void = { _ in },
    _ checkpoint: Checkpoint
  ) async throws(ClusteringError) -> (clusters: [[Int]], exchanges: Int) {
    var pieces = Pieces(clusters, largest: groupSize / 2)
    guard pieces.rows.count > 1 else { return (clusters, 0) }
    let energy = try await ExchangeEnergy(of: pool, clusters: clusters, workers: workers, checkpoint)
    let deals = deals(of: pieces)
    var (done, exchanges) = (0, 0)
    if case .exchanged(let clusters, let groups, let before) = draft, groups <= deals.count {
      pieces = Pieces(clusters, largest: groupSize / 2)
      (done, exchanges) = (groups, before)
    }
    while done < deals.count {
      // Groups of one round have no cluster in common.
      let batch = deals[done...].prefix { $0.round == deals[done].round }.prefix(batchSize)
      let dealt = batch.map { deal in (rows: deal.pieces.map { pieces.rows[$0] }, seed: deal.seed) }
      var reported = done
      func report() throws(ClusteringError) {
        reported += 1
        try checkpoint(.exchanging(reported, of: deals.count))
      }
      let outcomes = try await RowTiles(count: dealt.count, workers: workers, size: 1).map(
        { range in
          range.map { index in
            var group = ExchangeGroup(of: dealt[index].rows, energy)
            let exchanges = group.settle(seed: dealt[index].seed)
            return (rows: group.rows, exchanges: exchanges)
          }
        },
        checkpoint: report
      )
      for (deal, outcome) in zip(batch, outcomes.joined()) {
        for (piece, rows) in zip(deal.pieces, outcome.rows) { pieces.rows[piece] = rows }
        exchanges += outcome.exchanges
      }
      done += batch.count
      keep { .exchanged(pieces.clusters, groups: done, exchanges: exchanges) }
    }
    return (pieces.clusters, exchanges)
  }

  /// What exchanges candidates with what, round by round: it depends on the sizes of the pieces alone.
  private func deals(of pieces: Pieces) -> [Deal] {
    var generator = SplitMix64(seed: seed)
    return (0..<(pool.count <= groupSize ? 1 : Self.rounds)).flatMap { round in
      let groups = pieces.groups(generator.permutation(of: pieces.rows.count), largest: groupSize)
      return groups.map { Deal(pieces: $0, seed: generator.next(), round: round) }
    }
  }
}

/// Clusters cut into pieces that fit into a group; most clusters are one piece.
private struct Pieces {
  /// The rows of each piece.
  var rows: [[Int]]
  /// How many pieces each cluster has.
  private let counts: [Int]

  init(_ clusters: [[Int]], largest: Int) {
    counts = clusters.map { max(1, ($0.count + largest - 1) / largest) }
    rows = zip(clusters, counts).flatMap { rows, count in
      (0..<count).map { Array(rows[$0 * rows.count / count..<($0 + 1) * rows.count / count]) }
    }
  }

  /// The clusters put together again.
  var clusters: [[Int]] {
    var rest = rows[...]
    return counts.map { count in
      defer { rest.removeFirst(count) }
      return rest.prefix(count).flatMap(\.self)
    }
  }

  /// Pieces in an order, cut into groups of no more than so many rows.
  func groups(_ order: [Int], largest: Int) -> [[Int]] {
    var groups: [[Int]] = []
    var size = Int.max
    for piece in order {
      if size > largest - rows[piece].count || groups.isEmpty {
        groups.append([])
        size = 0
      }
      groups[groups.count - 1].append(piece)
      size += rows[piece].count
    }
    return groups
  }
}
