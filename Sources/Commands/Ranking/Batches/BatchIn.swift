import Curation
import Foundation
import Interchange
import ModelClient
import ProjectStore
import TextUI

/// Takes the answers to batch files; what they do not answer stays open and is in the next batch.
struct BatchIn: RankingStage {
  /// The run.
  var ranking: ModelRankingStage
  /// The files with the answers.
  var paths: [String]

  func run(on project: Project) async throws {
    let started = Clock.now
    let files = try openFiles()
    guard try ranking.preview(in: project).run != nil else {
      throw CommandError(
        "No questions were written with these options, so there is nothing to answer.",
        suggestion: "Give the same options as with --batch-out; handpick runs lists the runs."
      )
    }
    let sitting = try ranking.begin(in: project, at: started)
    var answers = BatchAnswers(
      to: try await openQuestions(of: sitting),
      in: sitting,
      model: ranking.model.endpoint.model
    )
    // What was taken counts, whatever becomes of the rest.
    let result = Result { for file in files { try answers.read(file) } }
    let open = OpenQuestions()
    let totals = try await sitting.collect(
      for: open.model(of: ranking),
      about: try sitting.openClusters(),
      titled: "ranking"
    )
    try project.record(
      Stage(
        name: .rank,
        options: ["run": "\(sitting.run ?? 0)", "batch-in": paths.joined(separator: " ")],
        counts: [
          "replies": answers.taken, "lines without a reply": answers.problems, "ranked": totals.ranked,
        ],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    report(answers, stillOpen: totals.postponed)
    try ranking.report(nil, run: sitting.run, of: project)
    try result.get()
    try answers.checkOrigin(of: paths)
  }

  private func openFiles() throws -> [LineFile] {
    var seen: Set<String> = []
    for path in paths where !seen.insert(URL(fileURLWithPath: path).resolvingSymlinksInPath().path).inserted {
      throw CommandError("\(path) is named twice.", suggestion: "Name each file once.")
    }
    return try paths.map { try LineFile(path: $0) }
  }

  private func openQuestions(of sitting: RankingSitting) async throws -> Set<UInt128> {
    let open = OpenQuestions()
    _ = try await sitting.collect(
      for: open.model(of: ranking),
      about: try sitting.openClusters(),
      titled: "looking"
    )
    return await open.keys
  }

  private func report(_ answers: BatchAnswers, stillOpen: Int) {
    Console.note(
      "\(answers.taken) of \(answers.expected) replies taken; \(answers.problems) lines hold none, \(answers.missing) questions have no line."
    )
    if answers.known > 0 {
      Console.note("\(answers.known) lines answer what was answered before; nothing was taken from them.")
    }
    guard stillOpen > 0 else { return }
    Console.note("\(stillOpen) questions are open: the same command with --batch-out FILE writes them.")
  }
}

/// What a run asks now, by the archive's keys.
private actor OpenQuestions {
  private(set) var keys: Set<UInt128> = []

  nonisolated func model(of ranking: ModelRankingStage) -> CollectingModel {
    let name = ranking.model.endpoint.model
    let format = ranking.model.endpoint.schema.format
    return CollectingModel(name: name, format: format) { request in
      await self.add(BatchID(of: request, model: name, format: format, run: 0))
    }
  }

  private func add(_ question: BatchID) { keys.insert(question.number) }
}
