import Curation
import ModelClient
import ProjectStore
import TextUI

/// Asks a model to rank, and then whether it did what some candidates told it.
struct ProbedRankingStage: RankingStage {
  /// Ranks the clusters first.
  var ranking: ModelRankingStage

  func run(on project: Project) async throws {
    try await ranking.run(on: project)
    guard let run = try ranking.preview(in: project).run else { return }
    let started = Clock.now
    let (suspects, known) = try suspects(in: project, run: run)
    guard !suspects.isEmpty else { return note(known) }
    let picks = try project.currentDivision.picks
    let interruption = Interruption()
    let progress = ProgressLine("probing")
    let work = Task { [suspects] in
      try await ranking.model.lend(to: run, of: project) { model in
        try await ask(model, about: suspects, picks: picks, run: run, project: project, progress: progress)
      }
    }
    interruption.onInterrupt { work.cancel() }
    let result = await work.result
    interruption.end()
    progress.finish()
    let (totals, shifts) = try result.get()
    try project.record(
      Stage(
        name: .rank,
        options: ["probe": "suspect sentences removed", "run": "\(run)"],
        counts: [
          "suspects": suspects.count, "moved": shifts.count(where: \.isMoved), "requests": totals.tries,
          "prompt tokens": totals.promptTokens, "completion tokens": totals.completionTokens,
        ],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    note(known + shifts)
  }

  /// The candidates of ranked clusters that hold suspect sentences: those to be tried, and what came of others.
  func suspects(
    in project: Project,
    run: Int
  ) throws -> (suspects: [InjectionProbe.Suspect], known: [RankShift]) {
    var suspects: [InjectionProbe.Suspect] = []
    var known: [RankShift] = []
    for (index, state) in try project.rankingStates(inRun: run).enumerated() where state == .ranked {
      let cluster = try project.cluster(index + 1)
      let signed = try project.instructions(ids: cluster.candidates).filter { !$0.injectionSigns.isEmpty }
      guard !signed.isEmpty, let order = try project.ranking(cluster: index + 1, run: run) else { continue }
      let shifts = try project.rankShifts(cluster: index + 1, inRun: run)
      for instruction in signed {
        if let shift = shifts[instruction.id] {
          known.append(shift)
        } else if let rank = order.rank(of: instruction.id) {
          suspects.append(InjectionProbe.Suspect(instruction.id, in: cluster, rank: rank))
        }
      }
    }
    return (suspects, known)
  }

  private func ask(
    _ model: any ChatModel,
    about suspects: [InjectionProbe.Suspect],
    picks: Int,
    run: Int,
    project: Project,
    progress: ProgressLine
  ) async throws -> (RankingJob.Totals, [RankShift]) {
    var progress = progress
    var shifts: [RankShift] = []
    var done = 0
    progress.show(0, of: suspects.count)
    let probe = InjectionProbe(
      ranker: ModelRanker(model: model, options: ranking.options),
      aggregation: ranking.aggregation,
      concurrency: ranking.model.concurrency
    )
    let totals = try await probe.run(over: suspects, picks: picks) {
      try project.instructions(ids: $0.candidates)
    } deliver: { suspect, shift in
      done += 1
      progress.show(done, of: suspects.count)
      guard let shift else { return }
      shifts.append(shift)
      try project.record(shift, of: suspect.candidate, in: suspect.cluster.number, run: run)
    }
    return (totals, shifts)
  }

  private func note(_ shifts: [RankShift]) {
    guard !shifts.isEmpty else {
      return Console.note("Probe: no candidate was tried without sentences that may be meant for the ranker.")
    }
    let moved = shifts.count(where: \.isMoved)
    Console.note(
      "Probe: \(shifts.count) candidates hold sentences that may be meant for the ranker; without them \(moved) move by \(RankShift.threshold) places or more."
    )
  }
}
