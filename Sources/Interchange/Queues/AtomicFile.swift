import Foundation

/// A file that appears under its name only when it is complete and on the disk.
///
/// Everything is written to a temporary file in the same folder, readable by its owner alone. `commit` syncs it,
/// renames it over an older one and syncs the folder. Without `commit` the older file stays and the temporary
/// one is removed.
public struct AtomicFile: ~Copyable {
  private let path: String
  private let folder: String
  private let temporaryPath: String
  private let descriptor: Int32
  private var isCommitted = false

  /// Begins a file.
  ///
  /// A symbolic link under its name is replaced, not followed.
  ///
  /// - Throws: `InterchangeError` for an unsafe name, for something under that name that is no ordinary file,
  ///   and when the folder cannot be written to.
  public init(path: String) throws(InterchangeError) {
    let separator = path.lastIndex(of: "/")
    let name = try FileName(String(separator.map { path[path.index(after: $0)...] } ?? path[...]))
    let folder = separator.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    var status = stat()
    if lstat(path, &status) == 0, ![S_IFREG, S_IFLNK].contains(status.st_mode & S_IFMT) {
      throw .notARegularFile(path: path)
    }
    (descriptor, temporaryPath) = try Self.temporaryFile(in: folder, for: name, path: path)
    self.path = path
    self.folder = folder
  }

  deinit {
    close(descriptor)
    if !isCommitted { unlink(temporaryPath) }
  }

  /// Appends bytes.
  public func write(_ bytes: [UInt8]) throws(InterchangeError) {
    try bytes.write(to: descriptor, path: path)
  }

  /// Makes the file appear under its name.
  public consuming func commit() throws(InterchangeError) {
    try check(fsync(descriptor))
    try check(rename(temporaryPath, path))
    isCommitted = true
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    try check(handle)
    defer { close(handle) }
    try check(fsync(handle))
  }

  private static func temporaryFile(
    in folder: String,
    for name: FileName,
    path: String
  ) throws(InterchangeError) -> (descriptor: Int32, path: String) {
    var template = Array("\(folder)/.\(name.text).XXXXXX".utf8CString)
    // The file is made with mode 0600, whatever the mask.
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return (descriptor, String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  private func check(_ status: Int32) throws(InterchangeError) {
    guard status >= 0 else { throw .cannotWrite(path: path, errno: errno) }
  }
}

extension [UInt8] {
  /// Writes all bytes to a file descriptor.
  func write(to descriptor: Int32, path: String) throws(InterchangeError) {
    var failure: Int32 = 0
    withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(
          descriptor,
          UnsafeRawBufferPointer(rebasing: rest).baseAddress,
          rest.count
        )
        if count < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        rest = rest.dropFirst(count)
      }
    }
    guard failure == 0 else { throw .cannotWrite(path: path, errno: failure) }
  }
}
