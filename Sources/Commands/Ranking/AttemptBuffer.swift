import Curation
import ModelClient
import ProjectStore

/// Attempts on their way into the project, many in one transaction, which is written while more of them come.
///
/// They are made of replies that are safe already: what an end of the program takes away is made again from those.
struct AttemptBuffer {
  private let project: Project
  private let run: Int
  private var waiting: [RankingRecord] = []
  private var saving: Task<Void, any Error>?
  private var lastSaved = ContinuousClock.now - .seconds(1)

  /// Makes a buffer of attempts of a run.
  init(for run: Int, in project: Project) {
    self.project = project
    self.run = run
  }

  /// Takes an attempt; what has come is saved some ten times a second.
  ///
  /// Replies wait meanwhile to be saved themselves, so that no transaction may be long.
  mutating func add(_ attempt: RankingAttempt) async throws {
    waiting += attempt.records
    guard waiting.count >= 512 || ContinuousClock.now - lastSaved > .milliseconds(100) else { return }
    try await save()
  }

  /// Saves all that has come.
  mutating func finish() async throws {
    try await save()
    try await saving?.value
  }

  /// Begins to save what has come, as soon as what came before is saved.
  private mutating func save() async throws {
    try await saving?.value
    saving = Task { [project, run, waiting] in try project.record(waiting, inRun: run) }
    waiting = []
    lastSaved = .now
  }
}

extension RankingAttempt {
  /// What the project keeps of it.
  var records: [RankingRecord] {
    calls.map { call in
      RankingRecord(
        cluster: cluster,
        round: round,
        pass: pass,
        outcome: call.result,
        shown: call.shown,
        reply: call.reply,
        requestHash: call.requestHash,
        model: call.model,
        promptTokens: call.promptTokens,
        completionTokens: call.completionTokens,
        latency: call.latency,
        time: Clock.now
      )
    }
  }
}
