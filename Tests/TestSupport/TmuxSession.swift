import Foundation
public import TextUI

/// A real terminal for tests of the built program: a tmux server of its own, without anybody's configuration.
///
///     @Test(.enabled(if: TmuxSession.isAvailable, "tmux is missing: apt install tmux"))
///     func `the program opens`() async throws {
///       let session = try TmuxSession(size: Size(rows: 24, columns: 80))
///       defer { session.kill() }
///       try session.sendLine("handpick demo")
///       try await session.waitFor(text: "CLUSTERS")
///     }
public struct TmuxSession: Sendable {
  /// Why a session did not do what was asked.
  public enum Failure: Error, CustomStringConvertible {
    /// tmux refused; its own words.
    case command(arguments: [String], message: String)
    /// The text did not appear, or did not go; what the screen shows.
    case neverSeen(text: String, screen: String)

    /// What happened.
    public var description: String {
      switch self {
      case .command(let arguments, let message): "tmux \(arguments.joined(separator: " ")): \(message)"
      case .neverSeen(let text, let screen): "Waited in vain for \"\(text)\". The screen:\n\(screen)"
      }
    }
  }

  /// Whether tmux is installed.
  public static var isAvailable: Bool { executable != nil }

  private static let executable: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":")
    .map { "\($0)/tmux" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  private static let target = "test"
  private let socket = "handpick-\(UUID().uuidString)"

  /// Starts a session.
  ///
  /// - Parameters:
  ///   - command: What runs in it; the session ends with it.
  ///   - size: Height and width in cells.
  ///   - environment: What to add to the environment.
  ///   - directory: Where the command runs.
  /// - Throws: `Failure` where tmux refuses, as all methods do.
  public init(
    command: String = "exec sh",
    size: Size,
    environment: [String: String] = [:],
    directory: String? = nil
  ) throws {
    // Nobody's own models take part in tests.
    let environment = ["XDG_DATA_HOME": "/nowhere"].merging(environment) { $1 }
    var arguments = ["-u", "new-session", "-d", "-s", Self.target]
    arguments += ["-x", "\(size.columns)", "-y", "\(size.rows)"]
    arguments += directory.map { ["-c", $0] } ?? []
    arguments += environment.sorted { $0.key < $1.key }.flatMap { ["-e", "\($0.key)=\($0.value)"] }
    try run(arguments + [command])
  }

  /// Presses keys, by tmux's names: "Enter", "Escape", "C-z", "Down", or letters.
  public func sendKeys(_ keys: String...) throws {
    try run(["send-keys", "-t", Self.target] + keys)
  }

  /// Types a line and Enter.
  public func sendLine(_ line: String) throws {
    try run(["send-keys", "-t", Self.target, "-l", line])
    try sendKeys("Enter")
  }

  /// Sends bytes as they are.
  public func sendBytes(_ bytes: [UInt8]) throws {
    try run(["send-keys", "-t", Self.target, "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// Pastes text as a person would, with the marks of bracketed paste.
  public func paste(_ text: String) throws {
    try run(["set-buffer", "--", text])
    try run(["paste-buffer", "-p", "-t", Self.target])
  }

  /// Changes the size of the terminal.
  public func resize(to size: Size) throws {
    try run(["resize-window", "-t", Self.target, "-x", "\(size.columns)", "-y", "\(size.rows)"])
  }

  /// What the screen shows; with `escapes`, the sequences for colours and attributes too.
  ///
  /// Screens that look the same are the same text, however they were painted.
  public func capture(escapes: Bool = false) throws -> String {
    let screen = try run(["capture-pane", "-p", "-t", Self.target] + (escapes ? ["-e"] : []))
    return escapes ? ScreenLook.canonical(screen) : screen
  }

  /// The value of a tmux format, such as `#{alternate_on}`.
  public func value(of format: String) throws -> String {
    try run(["display-message", "-p", "-t", Self.target, format]).trimmingCharacters(in: .newlines)
  }

  /// Waits until the screen shows a text.
  ///
  /// - Parameters:
  ///   - text: What to look for, on one row.
  ///   - tries: How often to look, a twentieth of a second apart.
  /// - Returns: The screen.
  /// - Throws: `Failure.neverSeen` after the last try.
  @discardableResult
  public func waitFor(text: String, tries: Int = 1_200) async throws -> String {
    try await waitFor(tries: tries, what: text) { $0.contains(text) }
  }

  /// Whether the screen comes to show a text while it is looked at so many times.
  public func shows(_ text: String, within tries: Int) async throws -> Bool {
    do {
      try await waitFor(text: text, tries: tries)
      return true
    } catch Failure.neverSeen {
      return false
    }
  }

  /// Waits until the screen stays as it is, and returns it.
  public func settledScreen() async throws -> String {
    var last = ""
    return try await waitFor(what: "a screen that stays as it is") { screen in
      defer { last = screen }
      return screen == last
    }
  }

  /// Waits until the screen fulfils a condition, and returns the screen.
  @discardableResult
  public func waitFor(
    tries: Int = 1_200,
    what: String,
    _ isFulfilled: (String) -> Bool
  ) async throws -> String {
    var screen = ""
    for _ in 0..<tries {
      screen = try capture()
      if isFulfilled(screen) { return screen }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw Failure.neverSeen(text: what, screen: screen)
  }

  /// Runs another command in place of the one that runs, and keeps every byte that it sends in a file.
  public func replace(with command: String, recordingTo path: String) throws {
    try run(["pipe-pane", "-t", Self.target, "-O", "cat >> '\(path)'"])
    try run(["respawn-pane", "-k", "-t", Self.target, command])
  }

  /// Ends the session and all that runs in it.
  public func kill() {
    // It may have ended by itself, which is as good.
    _ = try? run(["kill-server"])
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    guard let executable = Self.executable else {
      throw Failure.command(arguments: arguments, message: "not installed")
    }
    let command = ChildProcess(path: executable, arguments: ["-L", socket, "-f", "/dev/null"] + arguments)
    let result = try command.run()
    guard result.status == 0 else {
      throw Failure.command(arguments: arguments, message: result.output + result.errors)
    }
    return result.output
  }
}
