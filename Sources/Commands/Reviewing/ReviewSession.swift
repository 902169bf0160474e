import Curation
import CursesTerminal
import Foundation
import ProjectStore
import TextUI
import Workbench

/// One visit to the review room.
struct ReviewSession {
  let path: String
  let options: RoomOptions

  /// Opens the room and returns when it is left.
  func run() async throws {
    let curator = try options.curator.curator
    let project = try Project.open(at: path)
    defer { try? project.close() }
    try project.noteWarnings()
    let division = try project.currentDivision
    let policy = try ReviewPolicy(of: project)
    let verdicts = try project.verdicts()
    let reader = RoomReader(
      clusters: ClusterReader(project: project, curator: curator, policy: policy, seed: division.seed)
    )
    let desk = ReviewDesk(
      project: project,
      curator: curator,
      reader: reader,
      last: try project.lastLogSequence()
    )
    let place = try project.place(of: curator).flatMap { try? JSONDecoder().decode(Place.self, from: $0) }
    let unsaved = try await show(
      ProjectSummary(
        name: URL(fileURLWithPath: path).lastPathComponent,
        picks: division.picks,
        curator: curator,
        mode: policy.mode(of: curator),
        secondsFromUTC: TimeZone.current.secondsFromGMT()
      ),
      verdicts,
      place,
      RoomWorld(desk: desk, reader: reader, changes: ChangeWatcher(path: project.path))
    )
    guard unsaved.isEmpty else {
      throw CommandError(
        "NOT SAVED: the decisions about clusters \(unsaved.map { "\($0.cluster)" }.joined(separator: ", ")).",
        suggestion: "Free some room or mend the disk, then decide them again."
      )
    }
  }

  @MainActor
  private func show(
    _ project: ProjectSummary,
    _ verdicts: VerdictTable,
    _ place: Place?,
    _ world: RoomWorld
  ) async throws -> [DecisionRequest] {
    let terminal = try CursesTerminal(
      theme: try chosenTheme(),
      environment: ProcessInfo.processInfo.environment,
      repertoire: options.ascii ? .ascii : nil
    )
    defer { terminal.stop() }
    return await Repertoire.$current.withValue(terminal.repertoire) {
      let state = State(
        project: project,
        verdicts: verdicts,
        place: place,
        size: terminal.size,
        notice: terminal.startupNotice.map { Notice("\(untrusted: $0)") }
      )
      let (inputs, input) = AsyncStream.makeStream(of: [InputEvent].self)
      terminal.start { input.yield($0) }
      let runtime = Runtime(state: state, display: terminal, world: world)
      await runtime.run(inputs: inputs)
      return runtime.state.unsaved
    }
  }

  private func chosenTheme() throws -> Theme {
    guard let name = options.theme ?? ProcessInfo.processInfo.environment["HANDPICK_THEME"] else {
      return .standard
    }
    return try Theme.load(name)
  }
}
