import ArgumentParser
import Curation
import ProjectStore
import TextUI

struct Mode: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mode",
    abstract: "Show or set how much of the ranker's opinion is seen before deciding.",
    discussion: """
      assisted       order, pick and rationale are on screen from the start
      decide-first   they appear after the curator's own choice, which may then be kept or changed
      blind          they are not shown at all

      In assisted mode a random share of the clusters, the blind audit, is decided first nevertheless: comparing \
      the two tells how much the ranker's opinion sways. Rooms that are open keep the mode they were opened in.

        handpick mode team.handpick                      what holds now
        handpick mode team.handpick decide-first         for everybody
        handpick mode team.handpick blind --curator bob  for one curator
        handpick mode team.handpick --audit 20           a fifth of the clusters
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Argument(
    help: "assisted, decide-first or blind.",
    completion: .list(Self.modes.map(\.rawValue)),
    transform: Self.mode
  )
  var mode: ReviewMode?

  @Option(help: "Set the mode for this curator alone.")
  var curator: String?

  @Option(help: "The share of the clusters that assisted curators decide first, 0 to 100 percent.")
  var audit: Int?

  func validate() throws {
    if let audit, !(0...100).contains(audit) {
      throw ValidationError("--audit is a share of 0 to 100 percent, not \(audit).")
    }
    if curator != nil, mode == nil { throw ValidationError("Name a mode for the curator.") }
    if let curator, !CuratorOption.isFit(curator) {
      throw ValidationError("--curator needs 1 to 64 bytes of plain text.")
    }
  }

  func run() async throws {
    let isChange = mode != nil || audit != nil
    let project = try Project.open(at: project, access: isChange ? .readWrite : .readOnly)
    defer { try? project.close() }
    if isChange { try project.noteWarnings() }
    var policy = try ReviewPolicy(of: project)
    if let audit { policy.audit = audit }
    if let mode {
      if let curator { policy.curators[curator] = mode } else { policy.mode = mode }
    }
    if isChange { try policy.save(in: project) }
    for line in policy.lines { Console.print(line) }
  }

  /// What a person can sit in the room in.
  private static let modes = ReviewMode.allCases.filter { $0 != .scripted }

  private static func mode(named name: String) throws -> ReviewMode {
    guard let mode = modes.first(where: { $0.rawValue == name }) else {
      throw ValidationError("The modes are \(modes.map(\.rawValue).joined(separator: ", ")), not '\(name)'.")
    }
    return mode
  }
}

extension ReviewPolicy {
  /// What holds, a line for everybody and one for each curator with a mode of their own.
  var lines: [DisplayText] {
    let own = curators.sorted { $0.key < $1.key }
    return [line("everybody", mode)] + own.map { line("\(untrusted: $0.key)", $0.value) }
  }

  private func line(_ name: DisplayText, _ mode: ReviewMode) -> DisplayText {
    let line: DisplayText = name.padded(to: max(16, name.width + 2)) + "\(untrusted: mode.rawValue)"
    guard mode == .assisted else { return line }
    return line + (audit == 0 ? ", no blind audit" : ", \(audit) % of the clusters decided first")
  }
}
