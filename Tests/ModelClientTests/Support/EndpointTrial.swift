import Synchronization
import TestSupport

@testable import ModelClient

/// What came of one question to a server that follows a script.
struct EndpointTrial: Sendable {
  /// The key that is sent.
  static let canary = "sk-canary-0123456789"

  /// What a request may take where its time is not what is looked at: on a machine that computes other tests
  /// beside it, minutes may pass before its reply is read.
  static let patience = Duration.seconds(1_800)

  /// The question that is asked.
  static let request = ChatRequest(
    system: "s",
    user: "u",
    schema: .object(["order": .list(.choice(["KQZV"]))]),
    replyTokens: 10,
    sampling: ChatRequest.Sampling()
  )

  var exchange: ChatExchange
  var requests: [FaultServer.Request]
  var waits: [Duration]

  var error: ModelError? {
    if case .failure(let error) = exchange.result { error } else { nil }
  }
  var text: String? { try? exchange.result.get().text }

  /// Asks; waits before further tries are noted, and over at once.
  static func ask(
    timeout: Duration = patience,
    replyBytes: Int = 1 << 20,
    encryption: FaultServer.Encryption = .none,
    _ script: @escaping @Sendable (Int, FaultServer.Request) -> FaultServer.Answer
  ) async throws -> EndpointTrial {
    try await FaultServer.serve(encryption: encryption, script) { server in
      try await ask(at: server.address, of: server, timeout: timeout, replyBytes: replyBytes)
    }
  }

  /// Asks a running server, maybe at another address than its own.
  static func ask(
    at address: String,
    of server: FaultServer,
    timeout: Duration = patience,
    replyBytes: Int = 1 << 20
  ) async throws -> EndpointTrial {
    let endpoint = try endpoint(address, timeout: timeout, replyBytes: replyBytes)
    let waits = Mutex<[Duration]>([])
    let policy = RetryPolicy(tries: 3, firstWait: .seconds(1), longestWait: .seconds(30)) { wait in
      waits.withLock { $0.append(wait) }
    }
    let exchange = try await EndpointModel.connect(to: endpoint, retry: policy) { await $0.answer(request) }
    return EndpointTrial(exchange: exchange, requests: server.requests, waits: waits.withLock { $0 })
  }

  /// The endpoint that is asked.
  static func endpoint(
    _ address: String,
    timeout: Duration = patience,
    replyBytes: Int = 1 << 20
  ) throws -> Endpoint {
    try Endpoint(
      address,
      model: "asked-1",
      key: APIKey(canary, from: "TEST"),
      limits: Endpoint.Limits(connect: .seconds(30), request: timeout, replyBytes: replyBytes)
    )
  }
}
