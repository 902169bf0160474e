import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Brings files of a model into a folder, going on with what an earlier attempt left there.
///
/// What is not whole yet lies beside its later place as `PATH.DIGEST.part`, so that bytes of another version are
/// never taken for its beginning.
public struct HubDownload: ~Copyable {
  private let connection: HubConnection
  private let listing: HubListing
  private let folder: String
  private let lock: Int32

  /// Makes the folder, and keeps other processes out of it for as long as the value lives.
  ///
  /// - Throws: `HubError.busy` or `HubError.unwritable`.
  public init(
    _ listing: HubListing,
    over connection: HubConnection,
    into folder: String
  ) throws(HubError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder, reason: error.localizedDescription)
    }
    let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { throw .unwritable(path: folder, reason: String(cString: strerror(errno))) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw .busy(path: folder)
    }
    self.connection = connection
    self.listing = listing
    self.folder = folder
    self.lock = lock
  }

  deinit { close(lock) }

  /// How many bytes of all files are there already, whole files and beginnings.
  public var bytesThere: Int {
    listing.files.reduce(0) { $0 + bytesThere(of: $1) }
  }

  /// Downloads the files that are wanted of the list, the smallest first.
  ///
  /// - Parameters:
  ///   - isWanted: Tells by its path whether a file is downloaded now.
  ///   - progress: Takes how many bytes are there, of how many in all.
  /// - Throws: `HubError`; what came is kept for the next attempt.
  public func run(
    where isWanted: (String) -> Bool = { _ in true },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws(HubError) {
    let total = listing.files.reduce(0) { $0 + $1.size }
    let missing = total - bytesThere
    let system = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    if let free = system?[.systemFreeSize] as? NSNumber, free.intValue < missing {
      throw .noRoom(path: folder, needed: missing)
    }
    for file in listing.files where isWanted(file.path) {
      let others = bytesThere - bytesThere(of: file)
      try await fetch(file) { progress(others + $0, total) }
    }
  }

  /// Removes everything from the folder that is not in the list, such as files of an earlier commit.
  public func removeRest() {
    let wanted = Set(listing.files.map(\.path))
    for path in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? []
    where !wanted.contains(path) && size(of: "\(folder)/\(path)") != nil {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(path)")
    }
  }

  private func bytesThere(of file: HubFile) -> Int {
    min(file.size, size(of: place(of: file)) ?? size(of: part(of: file)) ?? 0)
  }

  private func place(of file: HubFile) -> String { "\(folder)/\(file.path)" }

  private func part(of file: HubFile) -> String {
    "\(place(of: file)).\(file.digest?.hexadecimal ?? "unverified").part"
  }

  /// Where the tag is kept by which the server tells this version of the file from others.
  private func tag(of file: HubFile) -> String { part(of: file) + ".etag" }

  /// The length of an ordinary file, or nil.
  private func size(of path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return nil }
    return Int(status.st_size)
  }

  private func fetch(_ file: HubFile, progress: (Int) -> Void) async throws(HubError) {
    let (place, part) = (place(of: file), part(of: file))
    guard !file.matches(fileAt: place) else { return progress(file.size) }
    do {
      let parent = URL(filePath: place).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: place, reason: error.localizedDescription)
    }
    try await connection.retrying(reached: { size(of: part) ?? 0 }) { () async throws(HubError) in
      try await fetchPart(of: file, progress: progress)
    }
    guard rename(part, place) == 0 else {
      throw .unwritable(path: place, reason: String(cString: strerror(errno)))
    }
    unlink(tag(of: file))
  }

  /// Brings the rest of a file, and sees that all of it is right.
  private func fetchPart(of file: HubFile, progress: (Int) -> Void) async throws(HubError) {
    let part = part(of: file)
    var start = size(of: part) ?? 0
    // A beginning whose end could not be checked is worth nothing.
    if start > file.size || file.digest == nil {
      try forget(file)
      start = 0
    }
    if start < file.size || start == 0 {
      start = try await receive(file, from: start, progress: progress)
    }
    guard !file.matches(fileAt: part) else { return }
    try forget(file)
    guard start > 0 else { throw .damaged(path: file.path) }
    // The beginning may be at fault, which was there before.
    try await fetchPart(of: file, progress: progress)
  }

  private func forget(_ file: HubFile) throws(HubError) {
    unlink(tag(of: file))
    guard unlink(part(of: file)) == 0 || errno == ENOENT else {
      throw .unwritable(path: part(of: file), reason: String(cString: strerror(errno)))
    }
  }

  /// Appends what the hub sends to the beginning that is there.
  ///
  /// - Returns: Where it began: not where it was asked to where the hub sent the whole file.
  private func receive(
    _ file: HubFile,
    from start: Int,
    progress: (Int) -> Void
  ) async throws(HubError) -> Int {
    var headers: [(String, String)] = []
    if start > 0 {
      headers.append(("range", "bytes=\(start)-"))
      if let tag = try? String(contentsOfFile: tag(of: file), encoding: .utf8) {
        headers.append(("if-range", tag))
      }
    }
    let address = connection.model.address(of: file.path, commit: listing.commit)
    let response = try await connection.get(address, headers: headers)
    switch response.status {
    case .ok: try forget(file)
    case .partialContent where start > 0 && response.begins(at: start, of: file.size): break
    case .partialContent where start > 0, .rangeNotSatisfiable where start > 0:
      try forget(file)
      return try await receive(file, from: 0, progress: progress)
    default: throw await connection.failure(response, of: file.path)
    }
    let begin = response.status == .ok ? 0 : start
    let output = try PartFile(part(of: file))
    // A weak tag does not vouch for every byte (RFC 9110, 13.1.5).
    if begin == 0, let tag = response.headers.first(name: "etag"), !tag.hasPrefix("W/") {
      try? Data(tag.utf8).write(to: URL(filePath: self.tag(of: file)))
    }
    var done = begin
    do {
      for try await piece in response.body {
        done += piece.readableBytes
        guard done <= file.size else { throw HubError.damaged(path: file.path) }
        try piece.withUnsafeReadableBytes { try output.append($0) }
        progress(done)
      }
    } catch {
      if case HubError.damaged = error { try forget(file) }
      throw connection.hubError(for: error, at: URL(string: address))
    }
    try output.sync()
    return begin
  }
}

extension HTTPClientResponse {
  /// Whether a part of a file is the one from a place to the end (RFC 9110, 14.4).
  fileprivate func begins(at start: Int, of size: Int) -> Bool {
    headers.first(name: "content-range")?.wholeMatch(of: /bytes (\d+)-\d+\/(\d+|\*)/).map {
      Int($0.1) == start && ($0.2 == "*" || Int($0.2) == size)
    } ?? false
  }
}
