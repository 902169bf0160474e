import Foundation
import TestSupport

@testable import ModelClient

/// A download of a model from a hub on loopback into a folder of its own.
struct HubTrial: Sendable {
  /// The token that is shown to the hub.
  static let canary = "hf_canary_0123456789"

  let folder: TemporaryFolder
  /// Waits before further tries are over at once.
  var limits = HubConnection.Limits()

  init() throws {
    folder = try TemporaryFolder()
    limits.connect = .seconds(30)
    limits.silence = EndpointTrial.patience
    limits.retry = RetryPolicy(tries: 3, firstWait: .seconds(1), longestWait: .seconds(30)) { _ in }
  }

  /// Where the model goes.
  var place: String { folder.file("draft") }

  /// What lies there, by its path.
  var contents: [String: [UInt8]] {
    get throws {
      var contents: [String: [UInt8]] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: place) {
        var isDirectory: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: "\(place)/\(path)", isDirectory: &isDirectory)
        if !isDirectory.boolValue { contents[path] = try folder.bytes(of: "draft/\(path)") }
      }
      return contents
    }
  }

  /// Lists and downloads everything; what arrived at the server.
  @discardableResult
  func run(
    token: String? = canary,
    progress: @Sendable (Int, Int) -> Void = { _, _ in },
    _ script: @escaping @Sendable (Int, FaultServer.Request) -> FaultServer.Answer
  ) async throws -> [FaultServer.Request] {
    try await FaultServer.serve(script) { server in
      try await download(from: server.address, token: token, progress: progress)
      return server.requests
    }
  }

  /// Lists and downloads everything from a running server.
  func download(
    from address: String,
    token: String? = canary,
    progress: (Int, Int) -> Void = { _, _ in }
  ) async throws {
    let model = try HubModel(HubSample.name, hub: address, token: token.map { try APIKey($0, from: "TEST") })
    try await HubConnection.open(to: model, limits: limits) { connection in
      let listing = try await connection.list { _ in true }
      let download = try HubDownload(listing, over: connection, into: place)
      try await download.run(progress: progress)
      download.removeRest()
    }
  }

  /// What it fails with.
  func error(_ script: @escaping @Sendable (Int, FaultServer.Request) -> FaultServer.Answer) async
    -> HubError?
  {
    do {
      try await run(script)
      return nil
    } catch {
      return error as? HubError
    }
  }
}
