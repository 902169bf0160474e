import Curation
import CursesTerminal
import Foundation
import Preferences
import ProjectStore
import ScreenThread
import TextUI
import Workbench

/// One visit to the review room.
struct ReviewSession {
  let path: String
  let options: RoomOptions

  /// Opens the room and returns when it is left.
  ///
  /// - Returns: The verdicts that count then.
  /// - Throws: `CommandError` when decisions could not be saved, and what keeps the room from opening.
  @discardableResult
  func run() async throws -> VerdictTable {
    let curator = try options.curator.curator
    let look = try Look(options.configuration)
    let endpoints = try options.endpoints
    let project = try Project.open(at: path)
    defer { try? project.close() }
    try project.noteWarnings()
    let isInteractive = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    try await Preparation(project: project, isInteractive: isInteractive).run()
    let division = try project.currentDivision
    let policy = try ReviewPolicy(of: project)
    let reader = RoomReader(
      clusters: ClusterReader(project: project, curator: curator, policy: policy, seed: division.seed)
    )
    let verdicts = try reader.clusters.verdicts()
    let desk = ReviewDesk(
      project: project,
      curator: curator,
      reader: reader,
      last: try project.lastLogSequence()
    )
    let stored = try project.place(of: curator)
    let place = stored.flatMap { try? JSONDecoder().decode(Place.self, from: $0) }
    let summary = ProjectSummary(
      name: URL(fileURLWithPath: path).lastPathComponent,
      picks: division.picks,
      curator: curator,
      mode: policy.mode(of: curator),
      secondsFromUTC: LocalTime.secondsFromUTC
    )
    let notices = notices(
      about: look.configuration,
      isUnranked: try summary.mode == .assisted && project.currentRun == nil
    )
    let world = RoomWorld(
      desk: desk,
      reader: reader,
      changes: ChangeWatcher(path: project.path),
      ranking: RankingAgain(project: project, endpoints: endpoints)
    )
    let last = try await show(look, world) { terminal in
      State(
        project: summary,
        verdicts: verdicts,
        keyMap: look.configuration.keyMap,
        place: place,
        isFirstVisit: stored == nil && options.welcome,
        size: terminal.size,
        notice: Notice(sentences: [terminal.startupNotice].compactMap(\.self) + notices)
      )
    }
    guard last.unsaved.isEmpty else {
      let clusters = last.unsaved.map { "\($0.cluster)" }.joined(separator: ", ")
      throw CommandError(
        "NOT SAVED: the decisions about clusters \(clusters).",
        suggestion: "Free some room or mend the disk, then decide them again."
      )
    }
    return last.verdicts
  }

  @ScreenActor
  private func show(
    _ look: Look,
    _ world: RoomWorld,
    from start: @ScreenActor (CursesTerminal) -> State
  ) async throws -> State {
    let terminal = try CursesTerminal(
      theme: look.theme,
      environment: ProcessInfo.processInfo.environment,
      usesMouse: look.configuration.usesMouse,
      repertoire: look.configuration.usesASCII ? .ascii : nil
    )
    defer { terminal.stop() }
    return await Repertoire.$current.withValue(terminal.repertoire) {
      let runtime = Runtime(state: start(terminal), display: terminal, world: world)
      terminal.start { runtime.take($0) }
      await runtime.run()
      return runtime.state
    }
  }

  /// What the curator should be told once, when the room opens.
  private func notices(about configuration: RoomConfiguration, isUnranked: Bool) -> [String] {
    var notices: [String] = []
    let lost = configuration.commandsWithoutKey
    if !lost.isEmpty {
      let names = lost.map { ":" + $0.rawValue }.joined(separator: " ")
      notices.append("Without a key now, but here by name: \(names).")
    }
    if isUnranked {
      notices.append("Nothing is ranked yet: pick yourself, or leave and let handpick rank ask a model.")
    }
    return notices
  }
}

/// How the room looks to a person.
private struct Look {
  let configuration: RoomConfiguration
  let theme: Theme

  init(_ configuration: RoomConfiguration) throws {
    self.configuration = configuration
    theme = try configuration.theme.map { name throws(ThemeError) in try Theme.load(name) } ?? .standard
  }
}

extension Notice {
  /// One message of several sentences, or none.
  fileprivate init?(sentences: [String]) {
    guard !sentences.isEmpty else { return nil }
    self.init("\(untrusted: sentences.joined(separator: " "))")
  }
}
