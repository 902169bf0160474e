import Curation
import ModelClient
import ProjectStore

/// Encodes the instructions that have no vector yet, and keeps every batch as it comes.
struct EncodingJob {
  /// What came of a job.
  struct Totals: Equatable, Sendable {
    /// The instructions that got a vector.
    var encoded = 0
    /// The batches that were encoded.
    var batches = 0
    /// The tokens that they cost.
    var tokens = 0
    /// What servers call their models.
    var models: Set<String> = []
    /// The instructions that get no vector from this encoder, by row.
    var failures: [Failure] = []
  }

  /// Why an instruction has no vector.
  struct Failure: Equatable, Sendable {
    /// Its row number.
    var row: Int
    /// Its id.
    var id: InstructionID
    /// What is wrong.
    var reason: String

    /// A sentence.
    var description: String { "Row \(row) (“\(id.rawValue)”) \(reason)" }
  }

  let project: Project
  let encoder: any TextEncoder
  let draft: EmbeddingDraft
  /// How many instructions have no vector yet.
  let missing: Int

  /// So many instructions without a vector are enough to know that the encoder does not do.
  private static let mostFailures = 10

  /// Encodes all, as far as it gets.
  ///
  /// What is under way when something fails is waited for: it may have been paid for.
  ///
  /// - Parameter progress: Takes how many instructions were encoded, and the tokens that they cost.
  /// - Returns: What came of it, and the error that ended it before all was encoded, if one did.
  func run(progress: (Totals) -> Void) async -> (totals: Totals, error: (any Error)?) {
    var totals = Totals()
    do {
      let error = try await encoder.lend(spent: draft.tokens, isolation: #isolation) { encode in
        await run(by: encode, totals: &totals, progress: progress)
      }
      return (totals, error)
    } catch {
      return (totals, error)
    }
  }

  /// What came of a batch. (As a tuple it is wrong memory in an optimised program, by Swift 6.3.1.)
  private struct Outcome: Sendable {
    var batch: EncodingBatch
    var result: Result<EmbeddingReply, any Error>
  }

  private func run(
    by encode: @escaping TextEncoder.Encode,
    totals: inout Totals,
    progress: (Totals) -> Void
  ) async -> (any Error)? {
    var batches = EncodingBatches(
      project: project,
      draft: draft,
      text: encoder.text,
      size: encoder.batchSize(for: missing)
    )
    var failure: (any Error)?
    await withTaskGroup(of: Outcome.self) { group in
      func start() {
        guard failure == nil, totals.failures.count < Self.mostFailures else { return }
        do {
          guard let batch = try batches.next() else { return }
          group.addTask {
            do {
              return Outcome(batch: batch, result: .success(try await encode(batch.texts)))
            } catch {
              return Outcome(batch: batch, result: .failure(error))
            }
          }
        } catch { failure = error }
      }
      for _ in 0..<max(1, encoder.concurrency) { start() }
      while let outcome = await group.next() {
        do {
          try await receive(outcome, returningTo: &batches, totals: &totals)
        } catch {
          // That it was cancelled matters less than anything else that went wrong.
          if failure == nil || failure is CancellationError { failure = error }
        }
        progress(totals)
        start()
      }
    }
    return failure
  }

  private func receive(
    _ outcome: Outcome,
    returningTo batches: inout EncodingBatches,
    totals: inout Totals
  ) async throws {
    let batch = outcome.batch
    switch outcome.result {
    case .success(let reply):
      let rows = batch.instructions.map(\.row)
      try project.keep(reply.embeddings, rows: rows, tokens: reply.promptTokens ?? 0, in: draft)
      totals.encoded += rows.count
      totals.batches += 1
      totals.tokens += reply.promptTokens ?? 0
      if let model = reply.model { totals.models.insert(model) }
    // Which of several texts a server means, or whether it means their number, shows when they come apart.
    case .failure(is UnfitTexts) where batch.texts.count > 1: batches.giveBack(halvesOf: batch)
    case .failure(let error as UnfitTexts):
      guard let bad = batch.instructions.first else { return }
      totals.failures.append(Failure(row: bad.row, id: bad.instruction.id, reason: error.reason))
    case .failure(let error): throw error
    }
  }
}
