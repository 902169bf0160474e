import Dispatch
import Foundation
import Glibc

/// Tells when a project file is written to, by whomever, without ever looking at the clock.
///
/// It listens to the kernel (inotify), which tells about this machine only: on a network file system what
/// others do shows at the next own decision.
struct ChangeWatcher: Sendable {
  /// The project's absolute path.
  let path: String

  /// How long writes may pile up before one is told of them all, in milliseconds.
  private static let delay = 200

  /// An element for each time that something was written; none where the kernel cannot tell.
  func changes() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else {
      continuation.finish()
      return stream
    }
    for file in [path, path + "-wal"] { inotify_add_watch(descriptor, file, UInt32(IN_MODIFY)) }
    let source = DispatchSource.makeReadSource(
      fileDescriptor: descriptor,
      queue: DispatchQueue(label: "changes")
    )
    source.setEventHandler {
      // What is waiting while the pause lasts comes as one.
      usleep(UInt32(Self.delay) * 1000)
      var buffer = [UInt8](repeating: 0, count: 4096)
      while read(descriptor, &buffer, buffer.count) > 0 {}
      // The stream holds the source for as long as somebody listens.
      if case .terminated = continuation.yield() { source.cancel() }
    }
    source.setCancelHandler { close(descriptor) }
    source.activate()
    return stream
  }
}
