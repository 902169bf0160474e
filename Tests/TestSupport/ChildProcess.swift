import Foundation
import Glibc

/// Runs a program to its end.
///
/// Foundation's `Process` gives every child a socket and waits until all who hold it are gone; a program that
/// leaves a server behind, as tmux does, would never end.
public struct ChildProcess {
  let path: String
  let arguments: [String]
  /// Where it runs; nil for here.
  var folder: String?
  /// What is added to this process's environment.
  var environment: [String: String] = [:]
  /// What it finds on standard input.
  var input = ""

  /// Names the program.
  public init(
    path: String,
    arguments: [String],
    folder: String? = nil,
    environment: [String: String] = [:],
    input: String = ""
  ) {
    self.path = path
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.input = input
  }

  /// What became of it.
  public struct Result {
    /// The exit status, as `waitpid` tells it.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error.
    public var errors: String
  }

  /// Runs it.
  ///
  /// - Parameter whileRunning: Is done once it has begun.
  /// - Returns: What became of it.
  /// - Throws: `POSIXError` where it cannot be started.
  public func run(whileRunning: (Int32) -> Void = { _ in }) throws -> Result {
    let (input, output, errors) = (try file(), try file(), try file())
    try input.write(contentsOf: Data(self.input.utf8))
    try input.seek(toOffset: 0)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.fileDescriptor, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.fileDescriptor, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.fileDescriptor, STDERR_FILENO)
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

    // The program takes the place of `env`, and its number.
    let line = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + [path] + arguments
    let words = line.map { strdup($0) }
    let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + settings { free(text) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, line[0], &actions, &attributes, words + [nil], settings + [nil])
    try check(code == 0 ? 0 : -1, code: code)
    whileRunning(child)
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return Result(status: status, output: try text(of: output), errors: try text(of: errors))
  }

  /// A file without a name, and not a pipe: a server left behind would keep a pipe open.
  private func file() throws -> FileHandle {
    let name = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try check(descriptor)
    unlink(name)
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  private func text(of file: FileHandle) throws -> String {
    try file.seek(toOffset: 0)
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }

  private func check(_ result: Int32, code: Int32 = errno) throws {
    guard result < 0 else { return }
    throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO)
  }
}
