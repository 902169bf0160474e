/// The files of a model at one commit, so that none can change between its list and its download.
public struct HubListing: Equatable, Sendable {
  /// The commit, in hexadecimal digits.
  public let commit: String
  /// Its files, the smallest first.
  public let files: [HubFile]

  /// Whether a file of this name is among them, in whatever folder.
  public func contains(fileNamed name: String) -> Bool {
    files.contains { $0.path == name || $0.path.hasSuffix("/" + name) }
  }
}

extension HubConnection {
  /// The most pages of a list.
  private static let mostPages = 100

  private struct Revision: Decodable { var sha: String }

  /// Lists the files of the model that are wanted.
  ///
  /// - Parameter isWanted: Tells by its path whether a file is.
  /// - Returns: The list.
  /// - Throws: `HubError`, also when one of the files has a name that leads out of the model, or all together
  ///   are too many bytes.
  public func list(where isWanted: (String) -> Bool) async throws(HubError) -> HubListing {
    let model = model
    let commit = try await retrying { () async throws(HubError) in
      try await json(Revision.self, at: model.revisionAddress).value.sha
    }
    guard commit.wholeMatch(of: /[0-9a-fA-F]{40,64}/) != nil else {
      throw .unreadableList(detail: "its commit is “\(clipped(commit))”")
    }
    var files: [HubFile] = []
    var page: String? = model.listAddress(commit: commit)
    var pages = 0
    while let address = page {
      pages += 1
      guard pages <= Self.mostPages else { throw .unreadableList(detail: "it has no end") }
      let (entries, next) = try await retrying { () async throws(HubError) in
        try await json([HubFile.Entry].self, at: address)
      }
      for entry in entries where isWanted(entry.path) {
        if let file = try entry.file() { files.append(file) }
      }
      page = next
    }
    let bytes = files.reduce(0) { $0.addingReportingOverflow($1.size).overflow ? .max : $0 + $1.size }
    guard bytes <= limits.modelBytes else { throw .tooLarge(bytes: bytes, limit: limits.modelBytes) }
    return HubListing(commit: commit, files: files.sorted { ($0.size, $0.path) < ($1.size, $1.path) })
  }
}
