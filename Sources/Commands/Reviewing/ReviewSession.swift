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
    let reader = ClusterReader(project: project, curator: curator, policy: policy, seed: division.seed)
    let desk = ReviewDesk(
      project: project,
      curator: curator,
      clusters: reader,
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
      desk
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
    _ desk: ReviewDesk
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
      let runtime = Runtime(state: state, display: terminal) { await desk.perform($0) }
      await runtime.run(inputs: inputs)
      return runtime.state.unsaved
    }
  }

  private func chosenTheme() throws -> Theme {
    guard let name = options.theme ?? ProcessInfo.processInfo.environment["HANDPICK_THEME"] else {
      return .standard
    }
    if let theme = Theme.named(name) { return theme }
    guard let yaml = try? String(contentsOfFile: name, encoding: .utf8) else {
      throw CommandError(
        "There is no theme '\(name)', neither built in nor as a readable file.",
        suggestion: "Built in are: \(Theme.all.map(\.name).joined(separator: ", "))."
      )
    }
    return try Theme(yaml: yaml, name: name)
  }
}
