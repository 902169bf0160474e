import Curation
import ModelClient
import ProjectStore

/// Attempts on their way into the project, many in one transaction.
///
/// They are made of replies that are safe already: what an end of the program takes away is made again from those.
struct AttemptBuffer {
  private let project: Project
  private let run: Int
  private var records: [RankingRecord] = []
  private var lastSaved = ContinuousClock.now - .seconds(2)

  /// Makes a buffer of attempts of a run.
  init(for run: Int, in project: Project) {
    self.project = project
    self.run = run
  }

  /// Takes an attempt; what has come is saved at least every second in which something comes.
  mutating func add(_ attempt: RankingAttempt) throws {
    records += attempt.records
    if records.count >= 512 || ContinuousClock.now - lastSaved > .seconds(1) { try save() }
  }

  /// Saves what has come.
  mutating func save() throws {
    try project.record(records, inRun: run)
    records = []
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
