import Curation

extension MemoryPlan {
  /// Plans a division.
  ///
  /// - Parameters:
  ///   - division: How rows are divided.
  ///   - rows: How many rows are divided at once.
  ///   - pool: The number of vectors in all; those that are divided are copied where there are more.
  ///   - dimensions: The length of each vector.
  ///   - annotated: How many of them are annotated already.
  ///   - workers: How many processors are used.
  public init(
    _ division: Division,
    of rows: Int,
    in pool: Int,
    dimensions: Int,
    annotated: Int = 0,
    workers: Int
  ) {
    let vector = 4 * dimensions
    var needs = Self.pool(pool, dimensions, notes: Self.notesOfDividedRow)
    if rows < pool { needs.append(Need(name: "a copy of the vectors to divide", bytes: rows * vector)) }
    needs.append(Need(name: "those annotated already", bytes: annotated * vector))
    switch division.method {
    case .diverse, .balanced: needs += Self.fitting(division, of: rows, dimensions, workers: workers)
    case .coreset, .similar:
      // 16 bits for each component, and Float64 figures on each vector while they grow.
      let rounded = rows * ((dimensions + 7) / 8 * 16 + 32)
      needs.append(Need(name: "rounded vectors", bytes: rounded))
    case .random: break
    }
    if division.method == .balanced {
      needs.append(Need(name: "exchanges", bytes: workers * Self.exchange + 32 * rows))
    }
    if division.method == .similar {
      needs.append(Self.centers(division.clusters, dimensions, workers: workers))
    }
    if division.method != .random, division.method != .coreset {
      let centers =
        division.method == .similar
        ? division.clusters : ClusterSizes(rows: rows, clusters: division.clusters).largest
      let lists = NearestFree.shortest * centers + 2 * rows
      needs.append(
        Need(
          name: "rows near centers",
          bytes: lists * MemoryLayout<Int>.size + rows * MemoryLayout<Float>.size
        )
      )
    }
    self.init(needs)
  }

  /// A division whose tables and sample fit into so many bytes; nil when what is needed does not.
  ///
  /// - Parameters:
  ///   - division: The division that was planned.
  ///   - bound: The bytes that all of the program may take.
  ///   - rows: How many rows are divided at once.
  ///   - dimensions: The length of each vector.
  ///   - workers: How many processors it was planned for.
  /// - Returns: The division; its sample is another only where the usual one is too large, and the same however many
  ///   processors there are.
  public func bounded(
    _ division: Division,
    to bound: Int,
    rows: Int,
    dimensions: Int,
    workers: Int
  ) -> Division? {
    let left = bound - least
    guard left >= 0 else { return nil }
    var division = division
    // One center's distances are among the needs. The sample is gone before there is a table.
    division.largestTable = min(division.largestTable, rows + left / MemoryLayout<Float>.size)
    if let count = Self.sampledCenters(division, of: rows) {
      // As if there were as many processors as there may ever be, since clusters must not depend on how many there are.
      let left = max(0, left - (Self.mostWorkers - workers) * Self.products(with: count))
      let fitting = CenterFitting.sampledForEach * count
      if Self.sample(fitting, for: count, dimensions) > left {
        let row = 4 * dimensions + Self.notesOfRow + Self.distances(for: count)
        division.sampleSize = min(
          KMeansSeeding.rowsForEach * count,
          Self.leastSampled * count + left / row
        )
      }
    }
    return division
  }

  /// How many rows there are for each center in the smallest sample.
  private static let leastSampled = 100
  /// For how many processors the room for a sample is worked out.
  private static let mostWorkers = 64
  /// What a processor takes to exchange candidates: what 2,048 of them cost each other, twice, and clusters.
  private static let exchange = 60_000_000

  /// How many centers are fitted to a sample; nil where none are, or where its size was asked for.
  private static func sampledCenters(_ division: Division, of rows: Int) -> Int? {
    let count = ClusterSizes(rows: rows, clusters: division.clusters).largest
    let fits = division.method.beginsWithCenters && division.centroids == nil
    guard fits, division.sampleSize == nil, division.batchSize == nil else { return nil }
    return rows > 2 * CenterFitting.sampledForEach * count ? count : nil
  }

  /// What fitting centers takes.
  private static func fitting(
    _ division: Division,
    of rows: Int,
    _ dimensions: Int,
    workers: Int
  ) -> [Need] {
    let count = ClusterSizes(rows: rows, clusters: division.clusters).largest
    let centers = centers(count, dimensions, workers: workers)
    guard division.centroids == nil else { return [centers] }
    let sampled =
      sampledCenters(division, of: rows).map { leastSampled * $0 }
      ?? division.sampleSize.map { min($0, rows) }
    return [
      centers,
      Need(
        name: "a sample to fit centers to",
        bytes: sampled.map { sample($0, for: count, dimensions) } ?? seeding(rows, for: count, dimensions)
      ),
      Need(name: "the order of batches", bytes: division.batchSize == nil ? 0 : 8 * rows),
    ]
  }

  /// What a sample takes, and choosing the first centers in it.
  private static func sample(_ size: Int, for count: Int, _ dimensions: Int) -> Int {
    size * (4 * dimensions + notesOfRow) + seeding(size, for: count, dimensions)
  }

  /// What choosing the first centers among some rows takes: distances, and a copy of the vectors where it is done among
  /// a part of the rows.
  private static func seeding(_ rows: Int, for count: Int, _ dimensions: Int) -> Int {
    let size = KMeansSeeding.rowsForEach * count
    return rows > 2 * size ? size * (4 * dimensions + distances(for: count)) : rows * distances(for: count)
  }

  /// What the distances of a row to some draws take, twice.
  private static func distances(for count: Int) -> Int { 16 * (KMeansSeeding.draws(for: count) + 2) }
}
