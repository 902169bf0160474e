import Foundation

/// A file that grows at its end.
struct PartFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Opens a file, or makes it.
  init(_ path: String) throws(HubError) {
    self.path = path
    descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(at: path) }
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  func append(_ bytes: UnsafeRawBufferPointer) throws(HubError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(at: path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until everything is on the disk.
  func sync() throws(HubError) {
    guard fsync(descriptor) == 0 else { throw Self.failure(at: path) }
  }

  private static func failure(at path: String) -> HubError {
    let code = errno
    return [ENOSPC, EDQUOT].contains(code)
      ? .noRoom(path: path, needed: nil)
      : .unwritable(path: path, reason: String(cString: strerror(code)))
  }
}
