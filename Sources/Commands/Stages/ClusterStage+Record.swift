import Curation
import Fingerprint
import Foundation
import ProjectStore

extension ClusterStage {
  /// What the project shall remember of the stage.
  ///
  /// - Parameters:
  ///   - pool: The clusters.
  ///   - leftOut: How many instructions are in none.
  ///   - encoder: What made the vectors.
  ///   - started: When it began.
  /// - Returns: The record.
  /// - Throws: `CommandError` when a file that was named is not there any more.
  func record(
    of pool: DividedPool,
    _ leftOut: LeftOutCounts,
    encoder: EncoderDescription,
    started: Date
  ) throws -> Stage {
    Stage(
      name: .cluster,
      options: try options(encoder: encoder).merging(pool.provenance) { asked, _ in asked },
      counts: counts(of: pool, leftOut),
      version: Version.current,
      started: started,
      finished: Clock.now
    )
  }

  private func counts(of pool: DividedPool, _ leftOut: LeftOutCounts) -> [String: Int] {
    let sizes = pool.clusters.map(\.count)
    var counts = ["clusters": sizes.count, "smallest": sizes.min() ?? 0, "largest": sizes.max() ?? 0]
    if let rows = pool.batchRows { counts["mini-batch"] = rows }
    if already != nil { counts["annotated"] = leftOut.annotated }
    if strata != nil { counts["left-out-by-quota"] = leftOut.quota }
    if leastOfDuplicates != nil { counts["left-out-duplicates"] = leftOut.duplicates }
    return counts
  }

  /// What is kept of a part of the pool when its division is stopped.
  func unfinishedWork(
    on part: ClusterPart,
    of set: Int,
    options: [String: String],
    in project: Project
  ) -> UnfinishedWork {
    // Which rows are left out can change with what is known of near-duplicates.
    let rows = part.rows.withUnsafeBytes { SHA256(of: $0).hexadecimal }
    let options = options.merging(["part": part.title, "rows": rows]) { $1 }
    return UnfinishedWork(of: .cluster, in: project, set: set, options: options)
  }

  /// Every choice that can change the clusters.
  ///
  /// - Throws: `CommandError` when a file that was named is not there any more.
  func options(encoder: EncoderDescription) throws -> [String: String] {
    var options = [
      "method": method.rawValue,
      "clusters": "\(clusters)",
      "picks": "\(picks)",
      "seed": "\(seed)",
      "encoder": "\(encoder.name) \(encoder.version)",
    ]
    if let centroids {
      options["centroids"] = centroids
      options["centroids-sha256"] = try FileDigest.sha256(ofFile: centroids)
    } else if method.beginsWithCenters {
      options["starts"] = "\(starts)"
    }
    if let sampleSize { options["fit-sample"] = "\(sampleSize)" }
    if let batchSize { options["mini-batch"] = "\(batchSize)" }
    if let memory { options["memory"] = "\(memory.bytes)" }
    if let start { options["start"] = "\(start)" }
    if let strata {
      options["by"] = strata.rawValue
      options["quota"] = quotas.map { "\($0.name)=\($0.clusters)" }.joined(separator: "\n")
    }
    if let leastOfDuplicates { options["leave-out-duplicates"] = "\(leastOfDuplicates)" }
    if let already {
      options["already"] = already
      options["already-sha256"] = try FileDigest.sha256(ofFile: already)
    }
    return options
  }
}
