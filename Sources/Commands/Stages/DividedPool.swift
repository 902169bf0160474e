import Clustering
import Curation
import Foundation

/// The clusters of all parts of a pool, and how they came about.
struct DividedPool {
  /// The row numbers of each cluster's candidates.
  private(set) var clusters: [[Int]] = []
  /// How the parts were divided, as named values.
  private(set) var provenance: [String: String] = [:]
  /// How many instructions were in each of the batches that centers were fitted to, by the part with the largest; nil
  /// for no batches.
  private(set) var batchRows: Int?
  /// The largest sample of a part that a division names; nil where none does.
  private(set) var sampleSize: Int?
  /// What exchanges of candidates gained in each part where there were some.
  private(set) var gains: [(part: ClusterPart, gain: ExchangeGain)] = []

  /// Divides parts, one after the other.
  ///
  /// - Parameters:
  ///   - parts: The parts, and how each is divided, its rows counted by their places in it.
  ///   - embeddings: The vectors of the pool, one for each instruction.
  ///   - namesParts: Whether the provenance says of which part it is.
  ///   - line: Shows what is being done.
  ///   - work: Says what is kept of a part's division when it is stopped.
  /// - Throws: `ClusteringError`, or what reading such work throws.
  init(
    _ parts: [(part: ClusterPart, division: Clustering.Division)],
    of embeddings: Embeddings,
    namesParts: Bool,
    on line: inout ProgressLine,
    keeping work: (ClusterPart) -> UnfinishedWork
  ) async throws {
    for (part, division) in parts {
      let own = part.rows.count == embeddings.count ? embeddings : embeddings.selecting(part.rows)
      var steps = DivisionLine(on: line)
      var work = work(part)
      let partition = try await division.partition(
        own,
        workers: ProcessInfo.processInfo.activeProcessorCount,
        from: try work.found(DivisionDraft.init(stored:)),
        progress: { steps.show($0) },
        keep: { draft in work.keep { draft().stored } }
      )
      line = steps.line
      if let gain = try await ExchangeGain(of: partition, among: own) { gains.append((part, gain)) }
      sampleSize = [sampleSize, division.sampleSize].compactMap(\.self).max()
      batchRows = [batchRows, partition.details.fitting?.batchRows].compactMap(\.self).max()
      let renumbered = partition.renumbered(part.rows)
      clusters += renumbered.clusters
      for (name, value) in renumbered.details.provenance {
        provenance[namesParts ? "\(part.title): \(name)" : name] = value
      }
    }
  }
}
