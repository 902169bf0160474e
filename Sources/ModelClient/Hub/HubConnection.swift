import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests to a hub: redirects followed, TLS verified, the token shown to the hub alone.
public struct HubConnection: Sendable {
  /// How long to wait, and how much to take.
  public struct Limits: Sendable {
    /// The longest wait for a connection.
    public var connect = Duration.seconds(10)
    /// The longest time without a byte.
    public var silence = Duration.seconds(60)
    /// The most bytes of a list of files.
    public var listBytes = 16 << 20
    /// The most bytes of a model.
    public var modelBytes = 32 << 30
    /// How often a request is sent again that brought nothing.
    public var retry = RetryPolicy()

    /// The usual limits.
    public init() {}
  }

  /// What is asked for.
  public let model: HubModel

  let limits: Limits
  private let client: HTTPClient

  /// The most redirects that are followed for one request.
  private static let mostRedirects = 10

  /// Lends a connection, and closes it afterwards.
  ///
  /// - Throws: What `body` throws.
  public static func open<Value: Sendable>(
    to model: HubModel,
    limits: Limits = Limits(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (HubConnection) async throws -> Value
  ) async throws -> Value {
    var configuration = HTTPClient.Configuration()
    // Followed here, because what may be sent depends on where to.
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = TimeAmount(limits.connect)
    configuration.timeout.read = TimeAmount(limits.silence)
    configuration.connectionPool.retryConnectionEstablishment = false
    return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
      try await body(HubConnection(model: model, limits: limits, client: client))
    }
  }

  /// Asks for something and follows where it leads.
  ///
  /// - Returns: The response, whatever it says, its body not yet read.
  func get(_ address: String, headers: [(String, String)] = []) async throws(HubError) -> HTTPClientResponse {
    guard var target = URL(string: address) else {
      throw .invalidAddress(address, reason: "it cannot be read")
    }
    for _ in 0...Self.mostRedirects {
      var request = HTTPClientRequest(url: target.absoluteString)
      request.headers.add(name: "user-agent", value: "handpick")
      // The length and the digest that are announced are those of the plain bytes.
      request.headers.add(name: "accept-encoding", value: "identity")
      for (name, value) in headers { request.headers.add(name: name, value: value) }
      if let token = model.token, model.isHome(target) {
        let (name, value) = token.header(named: nil)
        request.headers.add(name: name, value: value)
      }
      let response: HTTPClientResponse
      do {
        response = try await client.execute(request, deadline: .distantFuture)
      } catch {
        throw hubError(for: error, at: target)
      }
      guard [301, 302, 303, 307, 308].contains(response.status.code),
        let location = response.headers.first(name: "location")
      else { return response }
      target = try self.target(location, from: target)
    }
    throw .endlessRedirects(address: model.hub)
  }

  private func target(_ location: String, from source: URL) throws(HubError) -> URL {
    guard let target = URL(string: location, relativeTo: source)?.absoluteURL,
      let host = target.host(percentEncoded: false), !host.isEmpty,
      let scheme = target.scheme?.lowercased(), ["http", "https"].contains(scheme)
    else { throw .invalidAddress(clipped(location), reason: "the hub sends there, but it is no web address") }
    guard scheme == "https" || Endpoint.isLoopback(host) else { throw .insecureAddress(host: host) }
    return target
  }

  /// Reads a whole small answer, and the address of what goes on where it ends.
  func json<Value: Decodable>(_ type: Value.Type, at address: String) async throws(HubError)
    -> (value: Value, next: String?)
  {
    let response = try await get(address)
    guard response.status == .ok else { throw await failure(response) }
    let body = try await bytes(of: response, atMost: limits.listBytes)
    guard body.count <= limits.listBytes else {
      throw .unreadableList(detail: "it is longer than \(limits.listBytes) bytes")
    }
    guard let value = try? JSONDecoder().decode(type, from: body) else {
      throw .unreadableList(detail: clipped(String(decoding: body.prefix(200), as: UTF8.self)))
    }
    let next = response.headers[canonicalForm: "link"].lazy.compactMap(Self.next).first
    guard let next, let source = URL(string: address) else { return (value, nil) }
    return (value, try target(next, from: source).absoluteString)
  }

  /// The address of the next page in a `Link` header (RFC 8288).
  private static func next(in link: Substring) -> String? {
    guard let match = link.firstMatch(of: /<([^>]*)>\s*;.*rel="?next"?/) else { return nil }
    return String(match.1)
  }

  /// The beginning of a body, and at most one part more.
  private func bytes(of response: HTTPClientResponse, atMost limit: Int) async throws(HubError) -> Data {
    var bytes = Data()
    do {
      for try await part in response.body {
        bytes.append(contentsOf: part.readableBytesView)
        if bytes.count > limit { break }
      }
    } catch {
      throw hubError(for: error, at: URL(string: model.hub))
    }
    return bytes
  }

  /// What a response means that is not the one asked for.
  ///
  /// - Parameters:
  ///   - response: The response.
  ///   - path: The file that was asked for, if it was one.
  /// - Returns: The error.
  func failure(_ response: HTTPClientResponse, of path: String? = nil) async -> HubError {
    let status = Int(response.status.code)
    // The hub says why in a header; others in a page that hardly helps.
    let detail = clipped(response.headers.first(name: "x-error-message") ?? "")
    switch status {
    case 401, 403:
      return .unauthorized(model: model.name, hub: model.hub, sentToken: model.token != nil, detail: detail)
    case 404:
      guard let path else {
        return .notFound(model: model.name, hub: model.hub, revision: model.revision)
      }
      return .missingFile(model: model.name, path: path)
    case 429:
      let wait = response.headers.first(name: "retry-after").flatMap {
        RetryPolicy.wait(retryAfter: $0, now: Date())
      }
      return .rateLimited(
        hub: model.hub,
        seconds: wait.map { Int(($0 / .seconds(1)).rounded(.up)) },
        sentToken: model.token != nil
      )
    case 500...: return .serverFailed(status: status, detail: detail)
    default: return .refused(status: status, detail: detail)
    }
  }

  /// What an error of the HTTP client means.
  func hubError(for error: any Error, at address: URL?) -> HubError {
    if let error = error as? HubError { return error }
    if Task.isCancelled { return .cancelled }
    // A redirect's target may carry a signature, which nobody else needs to see.
    var parts = URLComponents()
    (parts.scheme, parts.host, parts.port) = (address?.scheme, address?.host(), address?.port)
    let place = parts.string ?? model.hub
    if error as? HTTPClientError == .readTimeout {
      return .silent(address: place, seconds: Int(limits.silence / .seconds(1)))
    }
    return .network(
      ModelError(transport: error, at: place, longest: limits.listBytes, clipped: clipped)
    )
  }

  /// A server's text as it may be kept in an error: short, and without the token.
  func clipped(_ text: String) -> String {
    let text = model.token?.redacted(from: text) ?? text
    return text.count > 300 ? text.prefix(300) + "…" : text
  }
}

extension HubConnection {
  /// Does something again that failed, as long as it deserves it and the policy allows it.
  ///
  /// - Parameters:
  ///   - reached: How far it has come; the count of tries begins anew when it came further than ever.
  ///   - body: What is done.
  /// - Returns: What came of it in the end.
  /// - Throws: The last failure.
  func retrying<Value>(
    reached: () -> Int = { 0 },
    _ body: () async throws(HubError) -> Value
  ) async throws(HubError) -> Value {
    var (attempt, farthest) = (1, reached())
    while true {
      let failure: HubError
      do throws(HubError) { return try await body() } catch { failure = error }
      if reached() > farthest { (attempt, farthest) = (1, reached()) }
      attempt += 1
      guard failure.deservesRetry, attempt <= limits.retry.tries else { throw failure }
      var wait = limits.retry.backoff(before: attempt)
      if case .rateLimited(_, let seconds?, _) = failure { wait = .seconds(seconds) }
      guard wait <= limits.retry.longestWait else { throw failure }
      do { try await limits.retry.pause(wait) } catch { throw .cancelled }
    }
  }
}
