import Foundation
import TestSupport

/// The program as it was built beside the tests.
enum BuiltProgram {
  /// What a finished run left.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The path of `handpick`, next to the test bundle.
  static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("handpick").path

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

  /// Runs the program to its end.
  static func run(
    _ arguments: [String],
    in folder: TemporaryFolder,
    input: String = "",
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment
      .merging(["USER": "ada", "HANDPICK_API_KEY": ""]) { $1 }
      .merging(environment) { $1 }
    // Files instead of pipes: a full pipe would stop the program, and reading two at once needs threads.
    let output = folder.file("stdout-\(UUID().uuidString)")
    let errors = folder.file("stderr-\(UUID().uuidString)")
    let standardInput = folder.file("stdin-\(UUID().uuidString)")
    for (path, text) in [(output, ""), (errors, ""), (standardInput, input)] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: standardInput))
    try process.run()
    process.waitUntilExit()
    defer {
      for path in [output, errors, standardInput] { try? FileManager.default.removeItem(atPath: path) }
    }
    return Outcome(
      status: process.terminationStatus,
      output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8)
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
