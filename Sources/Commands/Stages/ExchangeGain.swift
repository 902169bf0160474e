import Clustering
import Curation
import Foundation
import TextUI

/// What exchanges between clusters gained, beside the clusters that they began with and random ones.
struct ExchangeGain {
  private let after: PartitionQuality
  private let before: PartitionQuality
  private let random: PartitionQuality
  /// Of how many candidates of a cluster the distances were measured; nil for all.
  private let sampled: Int?

  /// Measures a partition; nil when nothing was exchanged in it.
  init?(of partition: Partition, among embeddings: Embeddings) async throws {
    guard case .exchanged(let summary, _) = partition.details else { return nil }
    var progress = ProgressLine("measuring")
    defer { progress.finish() }
    let measurement = try PartitionMeasurement(embeddings)
    let qualities = try await measurement.qualities(
      of: [
        partition.clusters, summary.start, PartitionMeasurement.random(like: partition.clusters, seed: 0),
      ],
      coverage: false,
      workers: ProcessInfo.processInfo.activeProcessorCount
    ) { done, total in progress.show(done, of: total) }
    (after, before, random) = (qualities[0], qualities[1], qualities[2])
    sampled = measurement.isSampled(inside: partition.clusters) ? measurement.largestCluster : nil
  }

  /// A sentence on it.
  var text: DisplayText {
    let shift = figures(.centroidShift)
    guard after[.intraMean] != nil else { return "The mean of a cluster is " + shift + " from the pool's." }
    return "Candidates of a cluster are " + figures(.intraMean, named: true)
      + " apart on average, the closest two " + figures(.intraMin) + "; its mean is " + shift
      + " from the pool's."
      + (sampled.map { " Of each cluster \($0) candidates that were drawn at random are compared." } ?? "")
  }

  private func figures(_ measure: PartitionQuality.Measure, named: Bool = false) -> DisplayText {
    func number(_ quality: PartitionQuality) -> DisplayText {
      quality[measure].map { "\($0, decimals: 3)" } ?? "-"
    }
    let (diverse, chance): (DisplayText, DisplayText) = named ? ("diverse ", "random ") : ("", "")
    return number(after) + " (" + diverse + number(before) + ", " + chance + number(random) + ")"
  }
}
