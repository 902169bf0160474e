import Foundation
import Glibc

/// Runs a program to its end.
///
/// Foundation's `Process` gives every child a socket and waits until all who hold it are gone; a program that
/// leaves a server behind, as tmux does, would never end.
struct Command {
  let path: String
  let arguments: [String]

  /// What became of it.
  struct Result {
    /// The exit status, as `waitpid` tells it.
    var status: Int32
    /// What it wrote to standard output and standard error.
    var output: String
  }

  /// Runs it, with nothing to read.
  ///
  /// - Throws: `POSIXError` where it cannot be started.
  func run() throws -> Result {
    // A file and not a pipe: a server left behind would keep a pipe open.
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let output = open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try check(output)
    unlink(file)
    let reader = FileHandle(fileDescriptor: output, closeOnDealloc: true)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    // A server left behind must not hold the sockets by which Foundation waits for other children either.
    for descriptor in STDERR_FILENO + 1..<min(1024, getdtablesize()) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }

    // Threads of Swift's runtime block signals, and a child inherits that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let words = ([path] + arguments).map { strdup($0) }
    let settings = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + settings { free(text) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, path, &actions, &attributes, words + [nil], settings + [nil])
    try check(code == 0 ? 0 : -1, code: code)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    try reader.seek(toOffset: 0)
    let written = try reader.readToEnd() ?? Data()
    return Result(status: status, output: String(decoding: written, as: UTF8.self))
  }

  private func check(_ result: Int32, code: Int32 = errno) throws {
    guard result < 0 else { return }
    throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
  }
}
