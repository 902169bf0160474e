import Foundation
import TestSupport

/// The program as it was built: the one that HANDPICK_PROGRAM names, such as an optimised one, else the one beside the
/// tests.
enum BuiltProgram {
  /// What a finished run left.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The path of `handpick`.
  static let path: String = {
    let chosen = ProcessInfo.processInfo.environment["HANDPICK_PROGRAM"].map(URL.init(fileURLWithPath:))
    let beside = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("handpick")
    return (chosen ?? beside).resolvingSymlinksInPath().path
  }()

  /// Runs the program to its end in a folder, with this on standard input and this added to the environment.
  @discardableResult
  static func run(
    _ arguments: String...,
    in folder: TemporaryFolder,
    input: String = "",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, in: folder, input: input, environment: environment)
  }

  /// Runs the program to its end, with something done while it runs.
  static func run(
    _ arguments: [String],
    in folder: TemporaryFolder,
    input: String = "",
    environment: [String: String] = [:],
    whileRunning: (pid_t) -> Void = { _ in }
  ) throws -> Outcome {
    let result = try ChildProcess(
      path: path,
      arguments: arguments,
      folder: folder.path,
      // Nobody's own models take part in tests.
      environment: ["USER": "ada", "HANDPICK_API_KEY": "", "XDG_DATA_HOME": folder.file("data")]
        .merging(environment) { $1 },
      input: input
    )
    .run(whileRunning: whileRunning)
    // The low seven bits name the signal that ended it, if one did.
    let signal = result.status & 0x7F
    return Outcome(
      status: signal == 0 ? result.status >> 8 & 0xFF : signal,
      output: result.output,
      errors: result.errors
    )
  }

  /// Runs the program to its end on a thread of its own, so that a server within this process can answer it.
  static func runAside(
    _ arguments: [String],
    in folder: TemporaryFolder,
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try run(arguments, in: folder, environment: environment) })
      }
    }
  }
}
