import ArgumentParser
import Clustering
import Foundation
import ProjectStore
import TextUI

struct Quality: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Measure how good the clusters are, beside random ones.",
    discussion: """
      How far the candidates of a cluster are from each other, and how well each cluster stands for the whole pool, beside \
      clusters of the same sizes dealt at random, once for each seed: their mean, their standard deviation, and by how \
      many of these the clusters are better. --partition measures any partition of the pool in place of the project's: a \
      JSON file with a list of lists of row numbers from 0, by itself or as "partition", as handpick clusters --json has it.

      Of pools with more than some 15,000 instructions coverage is measured on a random sample of them, and of clusters \
      with more than 2,000 candidates the distances inside on a sample of these. --exact measures all.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "A JSON file with a partition to measure instead.", completion: .file(extensions: ["json"]))
  var partition: String?

  @Option(help: "How many times clusters are dealt at random.")
  var seeds: Int = 20

  @Flag(help: "Measure no samples: takes long for large pools.")
  var exact = false

  @Flag(help: "Print JSON, with all digits.")
  var json = false

  func validate() throws {
    guard seeds > 0 else { throw ValidationError("--seeds must be at least 1.") }
  }

  func run() async throws {
    let project = try Project.open(at: project, access: .readOnly)
    defer { try? project.close() }
    let reader = try PartitionReader(of: project)
    let clusters = try partition.map(reader.clusters(inFile:)) ?? reader.clusters()
    let measurement =
      exact
      ? try PartitionMeasurement(reader.embeddings, largestTable: .max, largestCluster: .max)
      : try PartitionMeasurement(reader.embeddings)
    let random = (0..<seeds).map { PartitionMeasurement.random(like: clusters, seed: UInt64($0)) }
    let qualities = try await interruptible {
      var progress = ProgressLine("measuring")
      defer { progress.finish() }
      return try await measurement.qualities(
        of: [clusters] + random,
        workers: ProcessInfo.processInfo.activeProcessorCount
      ) { done, total in progress.show(done, of: total) }
    }
    let report = QualityReport(
      of: qualities[0],
      random: Array(qualities.dropFirst()),
      pool: measurement.rows,
      measured: measurement.measuredRows,
      measuredCandidates: measurement.isSampled(inside: clusters) ? measurement.largestCluster : nil
    )
    if json { return try JSONOutput.print(report) }
    report.lines.forEach(Console.print)
  }
}
