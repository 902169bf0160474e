internal import Foundation

/// A new project that appears under its name only when all is in it.
///
/// Until then it lies beside that as `NAME.unfinished-PROCESS`. What programs left there that were killed is cleared
/// away by the next draft of that name.
public struct ProjectDraft: Sendable {
  /// The project, to be filled.
  public let project: Project

  private let path: String

  /// Begins a project.
  ///
  /// - Parameter path: Where it will be.
  /// - Throws: `ProjectError` when there is a file already, or none can be made.
  public init(at path: String) throws(ProjectError) {
    let path = ProjectFile.absolute(path)
    guard !ProjectFile.exists(path) else { throw .alreadyExists(path: path) }
    Self.clearRemains(of: path)
    do {
      project = try Project.create(at: Self.path(for: path, process: getpid()))
    } catch .cannotCreate(_, let detail) {
      throw .cannotCreate(path: path, detail: detail)
    }
    self.path = path
  }

  /// Closes the project and gives it its name.
  ///
  /// - Throws: `ProjectError` when it cannot be saved or another file has the name by now; nothing is left behind
  ///   then.
  public func publish() throws(ProjectError) {
    do {
      try project.close()
      try ProjectFile.rename(project.path, to: path)
    } catch {
      discard()
      throw error
    }
  }

  /// Gives the project up; nothing is left behind.
  public func discard() {
    try? project.close()
    ProjectFile.discard(project.path)
  }

  private static func path(for path: String, process: pid_t) -> String { "\(path).unfinished-\(process)" }

  /// Removes drafts whose programs do not run any more.
  private static func clearRemains(of path: String) {
    let name = URL(fileURLWithPath: path)
    let folder = name.deletingLastPathComponent().path
    let beginning = name.lastPathComponent + ".unfinished-"
    for file in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard file.hasPrefix(beginning), let process = pid_t(file.dropFirst(beginning.count)), process > 0,
        process == getpid() || kill(process, 0) != 0 && errno == ESRCH
      else { continue }
      ProjectFile.discard(Self.path(for: path, process: process))
    }
  }
}
