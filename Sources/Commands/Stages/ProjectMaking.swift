import ProjectStore

/// Makes projects as a whole or not at all.
enum ProjectMaking {
  /// Makes a project and fills it; when filling fails or is stopped, or the program is killed, there is none.
  static func make(at path: String, fill: (Project) async throws -> Void) async throws {
    let draft = try ProjectDraft(at: path)
    do {
      try await fill(draft.project)
    } catch {
      draft.discard()
      throw error
    }
    try draft.publish()
  }
}
