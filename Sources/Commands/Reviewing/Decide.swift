import ArgumentParser
import Curation
import Foundation
import ProjectStore
import TextUI

struct Decide: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide about a cluster from a script, or undo.",
    discussion: """
        handpick decide team.handpick 12 accept
        handpick decide team.handpick 13 override --pick pool-00042 --reason coverage
        handpick decide team.handpick 14 none --reason broken
        handpick decide team.handpick --undo
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Argument(help: "The cluster's number.")
  var cluster: Int?

  @Argument(help: "accept, override, none or skip.")
  var verdict: Verdict?

  @Option(name: .customLong("pick"), help: "The id of a candidate to pick; may be given several times.")
  var picks: [String] = []

  @Option(help: "Why: \(Reason.allCases.map(\.rawValue).joined(separator: ", ")).")
  var reason: Reason?

  @Option(help: "Why, in your own words.")
  var remark = ""

  @Flag(help: "Take back your last decision, flag or note.")
  var undo = false

  @Flag(help: "Restore what undo took back.")
  var redo = false

  @OptionGroup var curator: CuratorOption

  func validate() throws {
    guard !(undo && redo) else { throw ValidationError("Either --undo or --redo.") }
    if undo || redo {
      guard cluster == nil, verdict == nil else {
        throw ValidationError("--undo and --redo name no cluster.")
      }
    } else {
      guard cluster != nil, verdict != nil else { throw ValidationError("Name a cluster and a verdict.") }
      guard reason == nil && remark.isEmpty || verdict == .override || verdict == Verdict.none else {
        throw ValidationError("--reason and --remark go with override and none.")
      }
    }
  }

  func run() async throws {
    let curator = try curator.curator
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    _ = try project.currentDivision
    if undo {
      try step(project.nextUndo(by: curator), "undo", by: curator, in: project) { .undo(of: $0) }
    } else if redo {
      try step(project.nextRedo(by: curator), "redo", by: curator, in: project) { .redo(of: $0) }
    } else if let cluster, let verdict {
      let decision = try decision(verdict, about: cluster, in: project)
      _ = try project.append(
        .decide(decision),
        cluster: cluster,
        by: curator,
        at: Clock.now,
        expecting: try project.standing(of: cluster).version
      )
      Console.note("Saved: cluster \(cluster) \(untrusted: verdict.rawValue).")
    }
  }

  private func decision(_ verdict: Verdict, about number: Int, in project: Project) throws -> Decision {
    let cluster = try project.cluster(number)
    let outcome = try project.outcome(cluster: number)
    var ids = picks.map { InstructionID($0) }
    if verdict == .accept, ids.isEmpty, let ranking = outcome.ranking {
      ids = Array(ranking.order.prefix(try project.currentDivision.picks))
    }
    return try Decision(
      verdict,
      picks: ids,
      in: cluster,
      ranking: outcome.ranking,
      reason: reason,
      remark: remark,
      presentation: Presentation(order: [], showedRanking: false, run: outcome.run, mode: .scripted)
    )
  }

  private func step(
    _ act: LogEntry?,
    _ word: String,
    by curator: String,
    in project: Project,
    _ event: (Int64) -> ReviewEvent
  ) throws {
    guard let act else {
      throw CommandError(
        "There is nothing to \(word) for \(curator).",
        suggestion: "Everybody takes back only what they did themselves; --as says who you are."
      )
    }
    let cluster = act.cluster
    _ = try project.append(
      event(act.sequence),
      cluster: cluster,
      by: curator,
      at: Clock.now,
      expecting: try project.standing(of: cluster).version
    )
    Console.note("Saved: \(untrusted: word) of cluster \(cluster), \(untrusted: act.event.title).")
  }
}

extension ReviewEvent {
  /// What can be taken back, in a word.
  fileprivate var title: String {
    switch self {
    case .decide(let decision): decision.verdict.rawValue
    case .flag: "flag"
    case .note: "note"
    case .choose, .undo, .redo: ""
    }
  }
}
