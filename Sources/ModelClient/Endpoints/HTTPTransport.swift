import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// One HTTP exchange with an endpoint: bounded in time and size, never redirected, with TLS verified.
struct HTTPTransport: Sendable {
  let endpoint: Endpoint
  private let client: HTTPClient

  /// A response whose body was read whole.
  struct Response: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: [UInt8]
  }

  /// Lends a transport, and closes its connections afterwards.
  static func withTransport<Value: Sendable>(
    to endpoint: Endpoint,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (HTTPTransport) async throws -> Value
  ) async throws -> Value {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.decompression = .enabled(limit: .size(endpoint.limits.replyBytes))
    configuration.timeout.connect = TimeAmount(endpoint.limits.connect)
    // We retry ourselves, and say so when there is nobody to connect to.
    configuration.connectionPool.retryConnectionEstablishment = false
    // How many requests run side by side is the caller's decision.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1_024
    return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
      try await body(HTTPTransport(endpoint: endpoint, client: client))
    }
  }

  /// Sends a request and reads the whole response.
  func exchange(_ method: HTTPMethod, _ address: String, body: [UInt8]? = nil) async throws(ModelError)
    -> Response
  {
    var request = HTTPClientRequest(url: address)
    request.method = method
    request.headers.add(name: "accept", value: "application/json")
    request.headers.add(name: "user-agent", value: "handpick")
    for (name, value) in endpoint.headers { request.headers.replaceOrAdd(name: name, value: value) }
    if let key = endpoint.key {
      let (name, value) = key.header(named: endpoint.keyHeader)
      request.headers.add(name: name, value: value)
    }
    if let body {
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(body)
    }
    do {
      return try await withDeadline { [client, endpoint, request] in
        let response = try await client.execute(request, deadline: .distantFuture)
        var body: [UInt8] = []
        for try await part in response.body {
          guard body.count + part.readableBytes <= endpoint.limits.replyBytes else {
            throw ModelError.replyTooLong(bytes: endpoint.limits.replyBytes)
          }
          body.append(contentsOf: part.readableBytesView)
        }
        return Response(status: Int(response.status.code), headers: response.headers, body: body)
      }
    } catch {
      throw modelError(for: error)
    }
  }

  /// Runs an operation for as long as a whole reply may take.
  ///
  /// The client's own deadline ends with the response's head; a stalled body would hang for ever.
  private func withDeadline(_ operation: @escaping @Sendable () async throws -> Response) async throws
    -> Response
  {
    try await withThrowingTaskGroup(of: Response?.self) { group in
      group.addTask(operation: operation)
      group.addTask { [client, limit = endpoint.limits.request] in
        // A sleeping task that is cancelled would leave its timer behind until the time is over.
        let alarm = client.eventLoopGroup.any().scheduleTask(in: TimeAmount(limit)) {}
        try await withTaskCancellationHandler {
          try await alarm.futureResult.get()
        } onCancel: {
          alarm.cancel()
        }
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let response = first else {
        throw ModelError.timedOut(seconds: endpoint.limits.request / .seconds(1))
      }
      return response
    }
  }

  /// What an error of the client means.
  func modelError(for error: any Error) -> ModelError {
    ModelError(
      transport: error,
      at: endpoint.base,
      longest: endpoint.limits.replyBytes,
      clipped: clipped
    )
  }

  /// A server's text as it may be kept in an error: short, and without the key.
  func clipped(_ text: String) -> String {
    let text = endpoint.key?.redacted(from: text) ?? text
    return text.count > 500 ? text.prefix(500) + "…" : text
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    self = .nanoseconds(Int64(duration / .nanoseconds(1)))
  }
}
