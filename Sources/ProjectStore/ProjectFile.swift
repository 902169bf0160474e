internal import Foundation
internal import GRDB

/// The file of a project as the operating system sees it.
///
/// No function here opens a file that SQLite may have open: closing it again would drop SQLite's locks.
enum ProjectFile {
  /// Makes a path absolute, so that SQLite cannot take it for a URI or for `:memory:`.
  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).path
  }

  /// Says what keeps a path from being opened as a project, as far as that shows from outside.
  static func check(_ path: String, access: Project.Access) throws(ProjectError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .notFound(path: path) : .cannotOpen(path: path, detail: reason(errno))
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .isFolder(path: path)
    case S_IFREG: break
    default: throw .notAProject(path: path)
    }
    guard Foundation.access(path, R_OK) == 0 else { throw .unreadable(path: path) }
    guard access == .readOnly || Foundation.access(path, W_OK) == 0 else { throw .notWritable(path: path) }
  }

  /// Makes an empty file that only its owner can read; SQLite gives its side files the same mode.
  static func reserve(_ path: String) throws(ProjectError) {
    let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? .alreadyExists(path: path) : .cannotCreate(path: path, detail: reason(errno))
    }
    Foundation.close(descriptor)
  }

  /// Whether there is anything of that name, also a link that leads nowhere.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Gives a closed project another name, which no other file has.
  static func rename(_ path: String, to name: String) throws(ProjectError) {
    if link(path, name) == 0 {
      unlink(path)
    } else {
      let code = errno
      guard !exists(name) else { throw .alreadyExists(path: name) }
      // Not every file system knows a file by two names.
      guard [EPERM, ENOTSUP, ENOSYS, EMLINK].contains(code), Foundation.rename(path, name) == 0 else {
        throw .cannotCreate(path: name, detail: reason(code))
      }
    }
    let folder = Foundation.open(
      URL(fileURLWithPath: name).deletingLastPathComponent().path,
      O_RDONLY | O_DIRECTORY | O_CLOEXEC
    )
    guard folder >= 0 else { return }
    fsync(folder)
    Foundation.close(folder)
  }

  /// Removes a file that this program has just made, with its side files.
  static func discard(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }

  /// Copies a database that may be in use to a new file, by SQLite's backup interface.
  static func copy(_ path: String, to destination: String) throws {
    try reserve(destination)
    do {
      var reading = Configuration()
      reading.readonly = true
      reading.busyMode = .timeout(5)
      let source = try DatabaseQueue(path: path, configuration: reading)
      let copy = try DatabaseQueue(path: destination)
      try source.backup(to: copy)
      try copy.close()
      try source.close()
    } catch {
      discard(destination)
      throw error
    }
  }

  /// A name beside a project for a backup of an older version; the first that is free.
  ///
  /// `pool.handpick` of version 1 gives `pool.handpick.v1-backup`, then `pool.handpick.v1-backup-2`, and so
  /// on.
  static func backupPath(for path: String, version: Int) -> String {
    let first = "\(path).v\(version)-backup"
    var candidate = first
    var number = 2
    while FileManager.default.fileExists(atPath: candidate) {
      candidate = "\(first)-\(number)"
      number += 1
    }
    return candidate
  }

  private static func reason(_ code: CInt) -> String { String(cString: strerror(code)) }
}
