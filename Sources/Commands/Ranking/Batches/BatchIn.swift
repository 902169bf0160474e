import Curation
import Foundation
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
    let sitting = try ranking.begin(in: project, at: started)
    let asked = Asked()
    _ = try await sitting.collect(
      for: asked.model(of: ranking),
      about: try sitting.openClusters(),
      titled: "looking"
    )
    var reader = BatchAnswers(open: await asked.keys, sitting: sitting, model: ranking.model.endpoint.model)
    for path in paths { try reader.read(path) }
    let open = Asked()
    let totals = try await sitting.collect(
      for: open.model(of: ranking),
      about: try sitting.openClusters(),
      titled: "ranking"
    )
    try project.record(
      Stage(
        name: .rank,
        options: ["run": "\(sitting.run ?? 0)", "batch-in": paths.joined(separator: " ")],
        counts: ["replies": reader.taken, "lines without a reply": reader.problems, "ranked": totals.ranked],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    report(reader, stillOpen: totals.postponed)
    try ranking.report(nil, run: sitting.run, of: project)
  }

  private func report(_ reader: BatchAnswers, stillOpen: Int) {
    Console.note(
      "\(reader.taken) of \(reader.expected) replies taken; \(reader.problems) lines hold none, \(reader.missing) questions have no line."
    )
    guard stillOpen > 0 else { return }
    Console.note("\(stillOpen) questions are open: the same command with --batch-out FILE writes them.")
  }
}

/// What a run asks now, by the archive's keys.
private actor Asked {
  private(set) var keys: Set<String> = []

  nonisolated func model(of ranking: ModelRankingStage) -> CollectingModel {
    let name = ranking.model.endpoint.model
    let format = ranking.model.endpoint.schema.format
    return CollectingModel(name: name, format: format) { request in
      await self.add(BatchRequest(request, model: name, format: format, run: 0).id.key)
    }
  }

  private func add(_ key: String) { keys.insert(key) }
}

/// Reads files of answers, keeps the replies to open questions and tells of every other line.
private struct BatchAnswers {
  /// What the files have said about a question that was open.
  private enum Standing { case unmentioned, failed, answered }

  private var standings: [String: Standing]
  private var waiting: [KeptReply] = []
  private let sitting: RankingSitting
  private let model: String

  /// How many lines hold no reply that is wanted.
  private(set) var problems = 0
  /// How many questions were open.
  var expected: Int { standings.count }
  /// How many replies were kept.
  var taken: Int { standings.values.count { $0 == .answered } }
  /// How many open questions no line is about.
  var missing: Int { standings.values.count { $0 == .unmentioned } }

  init(open: Set<String>, sitting: RankingSitting, model: String) {
    standings = Dictionary(uniqueKeysWithValues: open.map { ($0, .unmentioned) })
    self.sitting = sitting
    self.model = model
  }

  /// Reads a file.
  mutating func read(_ path: String) throws {
    var lines = try LineReader(path: path)
    var number = 0
    while let bytes = try lines.next() {
      number += 1
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      let line = BatchLine(bytes, model: model)
      do throws(BatchLine.Problem) {
        waiting.append(try reply(in: line))
      } catch {
        problems += 1
        let id = line.id.isEmpty ? "-" : line.id
        Console.print("\(untrusted: path):\(number): \(untrusted: id): \(untrusted: error.text)")
      }
      if waiting.count >= 1_000 { try save() }
    }
    try save()
  }

  /// The reply in a line, if it answers a question that is open.
  private mutating func reply(in line: BatchLine) throws(BatchLine.Problem) -> KeptReply {
    guard let id = BatchID(line.id) else {
      _ = try line.reply.get()
      throw BatchLine.Problem(text: "no question of ours has this name")
    }
    guard id.run == sitting.run, let standing = standings[id.key] else {
      throw BatchLine.Problem(text: "this question is not open in the run")
    }
    guard standing != .answered else {
      throw BatchLine.Problem(text: "an earlier line answered this question")
    }
    standings[id.key] = .failed
    let reply = try line.reply.get()
    standings[id.key] = .answered
    return KeptReply(reply, to: id.key)
  }

  private mutating func save() throws {
    guard let run = sitting.run else { return }
    try sitting.project.keep(waiting, paidBy: run, at: Clock.now)
    waiting = []
  }
}
