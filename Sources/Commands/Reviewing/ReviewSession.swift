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
    let review = try project.review()
    let summaries = try summaries(of: project)
    let desk = ReviewDesk(project: project, curator: curator, review: review)
    let place = try project.place(of: curator).flatMap { try? JSONDecoder().decode(Place.self, from: $0) }
    let unsaved = try await show(
      ProjectSummary(
        name: URL(fileURLWithPath: path).lastPathComponent,
        picks: try project.currentDivision.picks,
        curator: curator,
        secondsFromUTC: TimeZone.current.secondsFromGMT()
      ),
      summaries,
      review,
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
    _ clusters: [Workbench.ClusterSummary],
    _ review: Review,
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
        clusters: clusters,
        review: review,
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

  private func summaries(of project: Project) throws -> [Workbench.ClusterSummary] {
    _ = try project.currentDivision
    let states = try project.rankingStates()
    return try project.clusterSummaries().enumerated().map { index, cluster in
      Workbench.ClusterSummary(
        number: cluster.number,
        label: cluster.label,
        size: cluster.size,
        isRanked: states.indices.contains(index) && states[index] == .ranked
      )
    }
  }
}
