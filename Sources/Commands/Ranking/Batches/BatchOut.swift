import Curation
import ModelClient
import ProjectStore
import TextUI

/// Writes the questions that are open in a run into batch files, for somebody else to ask.
struct BatchOut: RankingStage {
  /// The run.
  var ranking: ModelRankingStage
  /// The file.
  var path: String
  /// What services take in one file.
  var limits = BatchWriter.Limits()

  func run(on project: Project) async throws {
    let writer = try BatchWriter(path: path, limits: limits)
    var sitting = try ranking.begin(in: project, at: Clock.now)
    // One at a time, so that the same questions make the same file.
    sitting.concurrency = 1
    let interruption = Interruption()
    let work = Task { [sitting] in try await write(what: sitting, by: writer) }
    interruption.onInterrupt { work.cancel() }
    let result = await work.result
    interruption.end()
    let files = try result.get()
    guard !files.isEmpty else {
      try ranking.report(nil, run: sitting.run, of: project)
      Console.note("Nothing is open: there is nothing to write.")
      return
    }
    Console.note("\(await writer.count) questions in \(untrusted: files.joined(separator: ", ")).")
    Console.note("Have them answered, then: the same command with --batch-in ANSWERS instead of --batch-out.")
  }

  private func write(what sitting: RankingSitting, by writer: BatchWriter) async throws -> [String] {
    let (run, name) = (sitting.run ?? 0, ranking.model.endpoint.model)
    let format = ranking.model.endpoint.schema.format
    let model = CollectingModel(name: name, format: format) { request in
      try await writer.write(BatchRequest(request, model: name, format: format, run: run))
    }
    do {
      _ = try await sitting.collect(
        for: model,
        about: try sitting.openClusters(),
        titled: "writing questions"
      )
    } catch ModelError.cancelled {
      throw CommandError("Stopped; no batch file was written.", suggestion: "Run the same command again.")
    } catch {
      throw await writer.failure ?? error
    }
    return try await writer.finish()
  }
}
