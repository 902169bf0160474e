import Curation
import ProjectStore
import TextUI

/// What there is to say about new clusters.
struct ClusterReport {
  private let stage: ClusterStage
  private let parts: [ClusterPart]
  private let pool: DividedPool
  private let leftOut: LeftOutCounts

  init(of stage: ClusterStage, parts: [ClusterPart], pool: DividedPool, leftOut: LeftOutCounts) {
    self.stage = stage
    self.parts = parts
    self.pool = pool
    self.leftOut = leftOut
  }

  /// Says it on standard error.
  func note() {
    Console.note(clusters)
    let names = stage.strata != nil
    if names {
      for part in parts {
        Console.note("  \(part.clusters) of the \(part.rows.count) of \(untrusted: part.title)")
      }
    }
    if stage.sampleSize == nil, let rows = pool.sampleSize {
      Console.note("Fitted the centers to a sample of \(rows) instructions, for which --memory has room.")
    }
    if let rows = pool.batchRows {
      Console.note("Fitted the centers to batches of \(rows) instructions, and then to all.")
    }
    for (part, gain) in pool.gains {
      Console.note(names ? "  \(untrusted: part.title): " + gain.text : gain.text)
    }
    if stage.already != nil { Console.note("Left out \(leftOut.annotated) that are annotated already.") }
    if stage.leastOfDuplicates != nil {
      Console.note(
        "Left out \(leftOut.duplicates) near-duplicates, each beside one that is in a cluster or annotated; handpick clusters --left-out lists them."
      )
    }
  }

  private var clusters: DisplayText {
    let sizes = pool.clusters.map(\.count)
    let (least, most) = (sizes.min() ?? 0, sizes.max() ?? 0)
    let extent: DisplayText =
      least == most ? "\(most)" : least + 1 == most ? "\(least) or \(most)" : "\(least) to \(most)"
    return
      "Made \(sizes.count) clusters of \(extent) candidates (\(untrusted: stage.method.rawValue), seed \(untrusted: String(stage.seed))), \(stage.picks) to pick in each."
  }
}
