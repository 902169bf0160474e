import Foundation
import ProjectStore

/// Makes projects as a whole or not at all.
enum ProjectMaking {
  /// Makes a project and fills it; when filling fails, no file is left behind.
  static func make(at path: String, fill: (Project) async throws -> Void) async throws {
    let project = try Project.create(at: path)
    do {
      try await fill(project)
      try project.close()
    } catch {
      try? project.close()
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      throw error
    }
  }
}
