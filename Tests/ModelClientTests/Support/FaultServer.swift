import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A web server on loopback that does what real ones do only on bad days.
struct FaultServer: Sendable {
  /// A request as it arrived.
  struct Request: Sendable {
    var path: String
    /// The values of each header by its name in small letters.
    var headers: [String: [String]]
    var body: String
  }

  /// What to do about a request.
  enum Answer: Sendable {
    /// A whole response.
    case whole(Int, [(String, String)] = [], body: [UInt8])
    /// A head that promises a body, the body's first part, and then nothing for ever.
    case stall(after: String)
    /// A head that promises a body, the body's first part, and a closed connection.
    case half(String)
    /// No byte at all until the client is gone.
    case silence
  }

  let port: Int
  private let log: Log

  /// The address of the API.
  var address: String { "http://127.0.0.1:\(port)" }
  /// What arrived, in order.
  var requests: [Request] { log.requests.withLock { $0 } }

  private final class Log: Sendable {
    let requests = Mutex<[Request]>([])
  }

  /// Serves for as long as the body runs.
  ///
  /// - Parameters:
  ///   - script: What to do about the request with this number, from 0.
  ///   - body: Gets the running server.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  static func serve<Value: Sendable>(
    _ script: @escaping @Sendable (_ number: Int, Request) -> Answer,
    _ body: @Sendable (FaultServer) async throws -> Value
  ) async throws -> Value {
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
    let log = Log()
    let server = FaultServer(port: channel.channel.localAddress?.port ?? 0, log: log)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await channel.executeThenClose { connections in
          try await withThrowingDiscardingTaskGroup { group in
            for try await connection in connections {
              // A client that hangs up is part of the game.
              group.addTask { try? await handle(connection, log: log, script: script) }
            }
          }
        }
      }
      let value = try await body(server)
      group.cancelAll()
      return value
    }
  }

  private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  private static func handle(
    _ connection: Connection,
    log: Log,
    script: @Sendable (Int, Request) -> Answer
  ) async throws {
    try await connection.executeThenClose { inbound, outbound in
      var request = Request(path: "", headers: [:], body: "")
      var parts = inbound.makeAsyncIterator()
      while let part = try await parts.next() {
        switch part {
        case .head(let head): request = Request(path: head.uri, headers: values(of: head.headers), body: "")
        case .body(let bytes): request.body += String(buffer: bytes)
        case .end:
          let number = log.requests.withLock { requests in
            requests.append(request)
            return requests.count - 1
          }
          switch script(number, request) {
          case .whole(let status, let headers, let body):
            try await outbound.write(.head(head(status, headers + [("content-length", "\(body.count)")])))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: body))))
            try await outbound.write(.end(nil))
          case .stall(let text):
            try await outbound.write(.head(head(200, [("content-length", "100000")])))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(string: text))))
          case .half(let text):
            try await outbound.write(.head(head(200, [("content-length", "100000")])))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(string: text))))
            return
          case .silence:
            continue
          }
        }
      }
    }
  }

  private static func values(of headers: HTTPHeaders) -> [String: [String]] {
    Dictionary(grouping: headers, by: { $0.name.lowercased() }).mapValues { $0.map(\.value) }
  }

  private static func head(_ status: Int, _ headers: [(String, String)]) -> HTTPResponseHead {
    HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: HTTPHeaders(headers))
  }
}

extension FaultServer.Answer {
  /// A whole response of text.
  static func text(_ status: Int, _ text: String, _ headers: [(String, String)] = []) -> Self {
    .whole(status, headers, body: Array(text.utf8))
  }

  /// A chat reply that says `fine`.
  static let fine = Self.text(200, completion("fine"))
}

/// The body of a chat reply.
func completion(_ text: String, finishReason: String = "stop") -> String {
  let quoted = String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
  return """
    {"id": "x", "object": "chat.completion", "model": "served-1", "choices": [{"index": 0, "message": \
    {"role": "assistant", "content": \(quoted)}, "finish_reason": "\(finishReason)"}], \
    "usage": {"prompt_tokens": 31, "completion_tokens": 9, "total_tokens": 40}}
    """
}
