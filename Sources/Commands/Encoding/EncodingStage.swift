import Curation
import Foundation
import ProjectStore
import TextUI

/// Gives every instruction a vector that has none by an encoder yet.
///
/// Until all have one, the project works with the vectors that it had. It can be stopped and run again.
struct EncodingStage {
  let encoder: any TextEncoder
  /// What vectors are stored as; nil for what the project's by the encoder are, else float32.
  var element: VectorElement?

  private var encoding: Encoding {
    var encoding = encoder.encoding
    encoding.element = element
    return encoding
  }

  /// Encodes and reports on standard error.
  func run(on project: Project) async throws {
    let started = Clock.now
    let before = try project.instructionCount
    let present = try project.embeddingSummary()
    guard let (draft, missing) = try project.draftEmbeddings(by: encoding, noting: encoder.notes)
    else {
      Console.note("All \(before) instructions have a vector by this encoder already.")
      return
    }
    if draft.count > 0 { Console.note("Going on: \(draft.count) vectors are made already.") }
    if draft.extends == nil, let present {
      Console.note(
        "The \(present.count) vectors by the \(untrusted: present.encoder.name) encoder stay in use until all are made."
      )
    }
    let job = EncodingJob(project: project, encoder: encoder, draft: draft, missing: missing)
    let (totals, error) = await encode(job)
    let known = before - missing
    // More may have been imported meanwhile.
    let count = try project.instructionCount
    if error != nil || !totals.failures.isEmpty {
      Console.note(
        "\(known + totals.encoded) of \(count) instructions have their vector; they are kept, and the same command goes on."
      )
      tell(totals.failures)
      throw error ?? Self.error(of: totals.failures.count)
    }
    try publish(totals, of: draft, count: count, in: project, started: started)
    try report(totals, known: known, of: project)
  }

  /// Lets a job run, until the person wants to stop it.
  private func encode(_ job: EncodingJob) async -> (totals: EncodingJob.Totals, error: (any Error)?) {
    let interruption = Interruption()
    defer { interruption.end() }
    let work = Task {
      var progress = ProgressLine("embedding")
      defer { progress.finish() }
      progress.show(0, of: job.missing)
      return await job.run { totals in
        progress.show(
          totals.encoded,
          of: job.missing,
          note: totals.tokens > 0 ? "\(totals.tokens) tokens" : ""
        )
      }
    }
    interruption.onInterrupt { work.cancel() }
    let (totals, error) = await work.value
    return (totals, error is CancellationError ? CommandError("Stopped.", suggestion: "") : error)
  }

  /// Tells each instruction that got no vector.
  private func tell(_ failures: [EncodingJob.Failure]) {
    for failure in failures.sorted(by: { $0.row < $1.row }) {
      Console.note("\(untrusted: failure.description)")
    }
  }

  private static func error(of failures: Int) -> CommandError {
    CommandError(
      "\(failures) instructions get no vector from this encoder.",
      suggestion:
        "Rows are counted from 0 in import order. If texts are too long, --context-tokens cuts them; else try another model."
    )
  }

  private func publish(
    _ totals: EncodingJob.Totals,
    of draft: EmbeddingDraft,
    count: Int,
    in project: Project,
    started: Date
  ) throws {
    var options = encoder.encoding.options.merging(encoder.notes) { own, _ in own }
    options["encoder"] = encoder.encoding.encoder.name
    options["encoder-version"] = encoder.encoding.encoder.version
    if !totals.models.isEmpty { options["served-model"] = totals.models.sorted().joined(separator: ", ") }
    let draft = try project.embeddingDraft().flatMap { $0.id == draft.id ? $0 : nil } ?? draft
    var counts = ["vectors": count, "encoded": draft.count]
    counts["dimensions"] = draft.dimensions
    if draft.tokens > 0 { counts["prompt tokens"] = draft.tokens }
    try project.publish(
      draft,
      stage: Stage(
        name: .embed,
        options: options,
        counts: counts,
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
  }

  private func report(_ totals: EncodingJob.Totals, known: Int, of project: Project) throws {
    guard let summary = try project.embeddingSummary() else { return }
    var line: DisplayText =
      "Embedded \(totals.encoded) instructions in \(summary.dimensions) dimensions with the \(untrusted: summary.encoder.name) encoder"
    if known > 0 { line += "; \(known) had their vector" }
    if totals.tokens > 0 { line += "; \(totals.batches) requests, \(totals.tokens) tokens" }
    if let price = encoder.price(of: totals.tokens) { line += ", \(untrusted: price)" }
    Console.note(line + ".")
  }
}
