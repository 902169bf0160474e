import Foundation
import TestSupport

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A real Label Studio on loopback, with a fresh database in a folder of its own.
final class LabelStudioServer {
  /// What the server answered.
  struct Answer {
    var status: Int
    var body: Data

    /// The body as a JSON object.
    var object: [String: Any] {
      get throws { try JSONSerialization.jsonObject(with: body) as? [String: Any] ?? [:] }
    }

    /// The body as a list of JSON objects.
    var list: [[String: Any]] {
      get throws { try JSONSerialization.jsonObject(with: body) as? [[String: Any]] ?? [] }
    }
  }

  private static let token = "0123456789abcdef0123456789abcdef01234567"

  private let folder: TemporaryFolder
  private let process = Process()
  private let port: Int

  /// Starts the `label-studio` of a virtual environment's `bin` folder.
  init(binFolder: String) throws {
    folder = try TemporaryFolder()
    port = try Self.freePort()
    process.executableURL = URL(fileURLWithPath: binFolder).appendingPathComponent("label-studio")
    process.arguments = ["start", "--no-browser", "--internal-host", "127.0.0.1", "--port", String(port)]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "PYTHONUNBUFFERED": "1",
      "LABEL_STUDIO_BASE_DATA_DIR": folder.path,
      "LABEL_STUDIO_USERNAME": "curator@example.org",
      "LABEL_STUDIO_PASSWORD": "local-only-password",
      "LABEL_STUDIO_USER_TOKEN": Self.token,
      "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
      // No questions to a registry, no reports and no figures to anybody.
      "LABEL_STUDIO_LATEST_VERSION_CHECK": "false",
      "LABEL_STUDIO_COLLECT_ANALYTICS": "false",
      "LABEL_STUDIO_SENTRY_DSN": "",
      "LABEL_STUDIO_FRONTEND_SENTRY_DSN": "",
      // Predictions are checked instead of stored as sent.
      "fflag_feat_utc_210_prediction_validation_15082025": "true",
    ]) { $1 }
    let log = FileHandle(forWritingAtPath: try folder.write([], to: "log"))
    process.standardOutput = log
    process.standardError = log
    try process.run()
  }

  deinit {
    // A process started from a task inherits a mask that blocks every signal which can be blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// What the server printed.
  var log: String {
    (try? String(decoding: folder.bytes(of: "log"), as: UTF8.self)) ?? ""
  }

  /// Waits until the server answers; a first start takes about a minute.
  func waitUntilReady() async throws {
    // The server takes the next port in silence when its own is taken, so its log has to name ours.
    for _ in 0..<600 where process.isRunning {
      if log.contains("http://127.0.0.1:\(port)/"), (try? await send("GET", "health"))?.status == 200 {
        return
      }
      try await Task.sleep(for: .milliseconds(500))
    }
    throw CocoaError(.executableRuntimeMismatch, userInfo: [NSLocalizedDescriptionKey: log])
  }

  /// Sends a request and gives the answer.
  func send(_ method: String, _ path: String, body: Data? = nil) async throws -> Answer {
    guard let url = URL(string: "http://127.0.0.1:\(port)/\(path)") else { throw CocoaError(.formatting) }
    var request = URLRequest(url: url, timeoutInterval: 120)
    request.httpMethod = method
    request.httpBody = body
    request.setValue("Token \(Self.token)", forHTTPHeaderField: "Authorization")
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    let (data, response) = try await URLSession.shared.data(for: request)
    return Answer(status: (response as? HTTPURLResponse)?.statusCode ?? 0, body: data)
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &length) : -1
      }
    }
    guard status == 0 else { throw CocoaError(.fileReadUnknown) }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
