import Foundation

/// Files that belong together, and appear under their names when all of them are complete and on the disk.
///
/// While it is written, a file is called `NAME-1.jsonl.unfinished` and so on. The first one is locked as long as its
/// writer lives, so that what a killed one left is known, and cleared away by the next series of that name. The
/// first file appears last: where it is, all are. Nothing that exists is ever written over.
public struct FileSeries: ~Copyable {
  private let names: SeriesNames
  /// The first file, whose lock is that of the series.
  private let first: Int32
  /// Is told before each step that a kill could come between; for tests.
  private let willStep: () -> Void
  /// The file that is being written.
  private var current: Int32

  /// How many files were begun.
  public private(set) var count = 1

  /// Begins a series with its first file, and clears away what a killed one left.
  ///
  /// - Parameter path: What a single file is called; of several the names get `-1`, `-2` and so on.
  /// - Throws: `InterchangeError.exists` when a file of these names exists, `.beingWritten` when somebody else writes
  ///   one now, and what is wrong with the name or the folder.
  public init(path: String) throws(InterchangeError) { try self.init(path: path) {} }

  init(path: String, willStep: @escaping () -> Void) throws(InterchangeError) {
    let names = try SeriesNames(path)
    first = try Self.lockedFile(of: names, willStep: willStep)
    current = first
    self.names = names
    self.willStep = willStep
  }

  deinit {
    if current != first { close(current) }
    // Of files that have appeared these are second names. The first goes last: it tells how things stand.
    for number in (1...count).reversed() {
      willStep()
      unlink(names.unfinished(number))
    }
    close(first)
  }

  /// Appends bytes to the file that is being written.
  public func write(_ bytes: [UInt8]) throws(InterchangeError) {
    try bytes.write(to: current, path: names.unfinished(count))
  }

  /// Completes the file that is being written, and begins the next.
  public mutating func beginNext() throws(InterchangeError) {
    try sync(current, names.unfinished(count))
    willStep()
    let path = names.unfinished(count + 1)
    let next = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard next >= 0 else { throw .cannotWrite(path: path, errno: errno) }
    if current != first { close(current) }
    current = next
    count += 1
  }

  /// Makes the files appear under their names, the first one last.
  ///
  /// - Returns: Their paths.
  /// - Throws: `InterchangeError`; then none appears.
  public consuming func commit() throws(InterchangeError) -> [String] {
    try sync(current, names.unfinished(count))
    let paths = count == 1 ? [names.path] : (1...count).map(names.part)
    var appeared: [String] = []
    do throws(InterchangeError) {
      for number in (1...count).reversed() {
        // What came before must be on the disk before the first file says that it is.
        if number == 1 { try syncFolder() }
        willStep()
        try appear(names.unfinished(number), as: paths[number - 1])
        appeared.append(paths[number - 1])
      }
      try syncFolder()
    } catch {
      for path in appeared.reversed() { unlink(path) }
      throw error
    }
    return paths
  }

  /// Makes and locks the first file, once nothing of a killed writer is left.
  private static func lockedFile(
    of names: SeriesNames,
    willStep: () -> Void
  ) throws(InterchangeError) -> Int32 {
    let path = names.unfinished(1)
    while true {
      var descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      let isNew = descriptor >= 0
      if !isNew, errno == EEXIST { descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC) }
      if descriptor < 0 {
        // Its writer has come to an end since.
        if errno == ENOENT, !isNew, FileManager.default.fileExists(atPath: names.folder) { continue }
        throw .cannotWrite(path: path, errno: errno)
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let failure = errno
        close(descriptor)
        throw failure == EWOULDBLOCK
          ? .beingWritten(path: path) : .cannotWrite(path: path, errno: failure)
      }
      // Between opening and locking, its writer may have come to an end.
      let isThere = FileIdentity(of: descriptor) == FileIdentity(at: path)
      do throws(InterchangeError) {
        if isThere, isNew {
          guard let whole = try names.present().whole.first else { return descriptor }
          unlink(path)
          throw .exists(path: whole)
        }
        if isThere { try clear(names, willStep) }
      } catch {
        close(descriptor)
        throw error
      }
      close(descriptor)
    }
  }

  /// Removes what a killed writer left; the first file, whose lock is held, goes last.
  private static func clear(_ names: SeriesNames, _ willStep: () -> Void) throws(InterchangeError) {
    // With a second name the first file has appeared: the series is complete, and stays.
    let isComplete = FileIdentity(at: names.unfinished(1))?.names ?? 1 > 1
    for number in try names.present().unfinished.reversed() {
      let (unfinished, part) = (names.unfinished(number), names.part(number))
      if !isComplete, let identity = FileIdentity(at: unfinished), identity == FileIdentity(at: part) {
        willStep()
        unlink(part)
      }
      willStep()
      unlink(unfinished)
    }
  }

  /// Gives a file its name, unless something has that name.
  private func appear(_ unfinished: String, as path: String) throws(InterchangeError) {
    if link(unfinished, path) == 0 { return }
    // A file system without second names: the name is taken first.
    if [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) {
      let place = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if place >= 0 {
        close(place)
        if rename(unfinished, path) == 0 { return }
      }
    }
    throw errno == EEXIST ? .exists(path: path) : .cannotWrite(path: path, errno: errno)
  }

  private func sync(_ descriptor: Int32, _ path: String) throws(InterchangeError) {
    willStep()
    guard fsync(descriptor) == 0 else { throw .cannotWrite(path: path, errno: errno) }
  }

  private func syncFolder() throws(InterchangeError) {
    let handle = open(names.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw .cannotWrite(path: names.folder, errno: errno) }
    defer { close(handle) }
    try sync(handle, names.folder)
  }
}

/// Which file it is, whatever its name.
private struct FileIdentity: Equatable {
  private var device: dev_t
  private var inode: ino_t
  /// How many names it has.
  var names: UInt

  init?(at path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init?(of descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    (device, inode, names) = (status.st_dev, status.st_ino, UInt(status.st_nlink))
  }
}
