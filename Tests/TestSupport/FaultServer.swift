import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A web server on loopback that does what real ones do only on bad days.
public struct FaultServer: Sendable {
  /// A request as it arrived.
  public struct Request: Sendable {
    /// What is asked for, from the first slash.
    public var path: String
    /// The values of each header by its name in small letters.
    public var headers: [String: [String]]
    /// The body, as text.
    public var body: String
  }

  /// What to do about a request.
  public indirect enum Answer: Sendable {
    /// A whole response.
    case whole(Int, [(String, String)] = [], body: [UInt8])
    /// A head that promises a body, the body's first part, and then nothing for ever.
    case stall(after: String)
    /// A head that promises a body, the body's first part, and a closed connection.
    case half(String)
    /// These bytes instead of a response, and a closed connection.
    case raw(String)
    /// These bytes instead of a response, and then nothing for ever.
    case rawStall(String)
    /// No byte for a while, then something else.
    case late(Duration, Answer)
    /// No byte at all until the client is gone.
    case silence
  }

  /// How the server speaks.
  public enum Encryption: Sendable {
    case none
    /// TLS, with a certificate that nobody but the server itself has signed.
    case selfSigned
  }

  let port: Int
  private let encryption: Encryption
  private let log: Log

  /// The address of the API.
  public var address: String { "\(encryption == .none ? "http" : "https")://127.0.0.1:\(port)" }
  /// What arrived, in order.
  public var requests: [Request] { log.requests.withLock { $0 } }

  private final class Log: Sendable {
    let requests = Mutex<[Request]>([])
  }

  /// Serves for as long as the body runs.
  ///
  /// - Parameters:
  ///   - encryption: How it speaks.
  ///   - script: What to do about the request with this number, from 0.
  ///   - body: Gets the running server.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  public static func serve<Value: Sendable>(
    encryption: Encryption = .none,
    _ script: @escaping @Sendable (_ number: Int, Request) -> Answer,
    _ body: @Sendable (FaultServer) async throws -> Value
  ) async throws -> Value {
    let context = encryption == .selfSigned ? try SelfSignedCertificate.context() : nil
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .bind(host: "127.0.0.1", port: 0) { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
          try pipeline.addHandler(RawWriter(), name: RawWriter.name)
          try pipeline.configureHTTPServerPipeline()
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
    let log = Log()
    let port = channel.channel.localAddress?.port ?? 0
    let server = FaultServer(port: port, encryption: encryption, log: log)
    // A client in another process must not wait for what else this one computes.
    let executor = OwnThreadExecutor()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: executor) {
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
      for try await part in inbound {
        switch part {
        case .head(let head): request = Request(path: head.uri, headers: values(of: head.headers), body: "")
        case .body(let bytes): request.body += String(buffer: bytes)
        case .end:
          let number = log.requests.withLock { requests in
            requests.append(request)
            return requests.count - 1
          }
          guard try await write(script(number, request), to: outbound, of: connection.channel) else { return }
        }
      }
    }
  }

  /// Gives an answer; false when the connection ends with it.
  private static func write(
    _ answer: Answer,
    to outbound: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>,
    of channel: any Channel
  ) async throws -> Bool {
    switch answer {
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
      return false
    case .raw(let text):
      try await RawWriter.write(text, to: channel)
      return false
    case .rawStall(let text): try await RawWriter.write(text, to: channel)
    case .late(let wait, let answer):
      try await Task.sleep(for: wait)
      return try await write(answer, to: outbound, of: channel)
    case .silence: break
    }
    return true
  }

  private static func values(of headers: HTTPHeaders) -> [String: [String]] {
    Dictionary(grouping: headers, by: { $0.name.lowercased() }).mapValues { $0.map(\.value) }
  }

  private static func head(_ status: Int, _ headers: [(String, String)]) -> HTTPResponseHead {
    HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: HTTPHeaders(headers))
  }
}

/// A place below HTTP from which bytes can be written as they are.
private final class RawWriter: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer
  static let name = "raw"

  static func write(_ text: String, to channel: any Channel) async throws {
    try await channel.eventLoop.flatSubmit {
      do {
        let context = try channel.pipeline.syncOperations.context(name: name)
        let written = channel.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: written)
        return written.futureResult
      } catch {
        return channel.eventLoop.makeFailedFuture(error)
      }
    }
    .get()
  }
}

extension FaultServer.Answer {
  /// A whole response of text.
  public static func text(_ status: Int, _ text: String, _ headers: [(String, String)] = []) -> Self {
    .whole(status, headers, body: Array(text.utf8))
  }

  /// A chat reply that says `fine`.
  public static let fine = Self.text(200, completion("fine"))
}

/// The body of a chat reply.
public func completion(_ text: String, finishReason: String = "stop") -> String {
  let quoted = String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
  return """
    {"id": "x", "object": "chat.completion", "model": "served-1", "choices": [{"index": 0, "message": \
    {"role": "assistant", "content": \(quoted)}, "finish_reason": "\(finishReason)"}], \
    "usage": {"prompt_tokens": 31, "completion_tokens": 9, "total_tokens": 40}}
    """
}
