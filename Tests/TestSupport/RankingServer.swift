public import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A web server on loopback that ranks by a script, and keeps what it was asked.
public struct RankingServer: Sendable {
  /// A question as it arrived.
  public struct Question: Sendable {
    /// The number of the question, from 0.
    public var number: Int
    /// The whole body of the request.
    public var body: Data
    /// The labels of the candidates, in the order shown.
    public var labels: [String]
  }

  /// What is done about a question.
  public struct Answer: Sendable {
    var status: Int
    var headers: [(String, String)]
    var body: Data
    var delay: Duration

    /// Answers with some body, after a while.
    public init(
      status: Int = 200,
      headers: [(String, String)] = [],
      body: Data,
      delay: Duration = .zero
    ) {
      self.status = status
      self.headers = headers
      self.body = body
      self.delay = delay
    }

    /// A chat completion that says something.
    public static func says(_ text: String, after delay: Duration = .zero) -> Answer {
      Answer(body: RankingServer.completion(text), delay: delay)
    }

    /// A chat completion that says something in one token of this probability.
    public static func says(_ text: String, logProbability: Double) -> Answer {
      Answer(body: RankingServer.completion(text, logProbability: logProbability))
    }

    /// A chat completion that puts labels in order.
    public static func order(_ labels: [String], after delay: Duration = .zero) -> Answer {
      says(RankingServer.order(labels), after: delay)
    }
  }

  /// The address of the API.
  public let address: String
  private let log: Log

  private final class Log: Sendable {
    let questions = Mutex<[Question]>([])
    let (arrivals, arrived) = AsyncStream.makeStream(of: Int.self)
  }

  /// What was asked, in order.
  public var questions: [Question] { log.questions.withLock { $0 } }

  /// The numbers of the questions, as they come; for one reader.
  public var arrivals: AsyncStream<Int> { log.arrivals }

  /// Serves for as long as the body runs.
  ///
  /// - Parameters:
  ///   - script: What to do about each question.
  ///   - body: Gets the running server.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  public static func serve<Value: Sendable>(
    _ script: @escaping @Sendable (Question) -> Answer,
    _ body: (RankingServer) async throws -> Value
  ) async throws -> Value {
    let log = Log()
    let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 256)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Handler(log: log, script: script))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = RankingServer(address: "http://127.0.0.1:\(channel.localAddress?.port ?? 0)", log: log)
    let result: Result<Value, any Error>
    do { result = .success(try await body(server)) } catch { result = .failure(error) }
    try await channel.close()
    return try result.get()
  }

  /// The body of a chat completion that says something, in one token if that has a probability.
  public static func completion(_ text: String, logProbability: Double? = nil) -> Data {
    let quoted = String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
    let logprobs = logProbability.map { #"{"content": [{"token": \#(quoted), "logprob": \#($0)}]}"# }
    return Data(
      """
      {"id": "x", "object": "chat.completion", "model": "served-1", "choices": [{"index": 0, "message": \
      {"role": "assistant", "content": \(quoted)}, "logprobs": \(logprobs ?? "null"), "finish_reason": "stop"}], \
      "usage": {"prompt_tokens": 300, "completion_tokens": 40, "total_tokens": 340}}
      """.utf8
    )
  }

  /// The text of a reply that puts labels in order.
  public static func order(_ labels: [String]) -> String {
    let ids = labels.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"order": [\#(ids)], "rationales": {"1": "Clear and rich.", "2": "Good, too."}}"#
  }

  /// The labels that the schema of a request's body allows, in the order shown.
  public static func labels(in body: Data) -> [String] {
    let asked = (try? JSONDecoder().decode(Body.self, from: body))?.response_format.json_schema.schema
      .properties
    return asked?.order?.items.enum ?? asked?.better?.properties.keys.sorted() ?? []
  }

  private struct Body: Decodable {
    struct Format: Decodable { var json_schema: Named }
    struct Named: Decodable { var schema: Schema }
    struct Schema: Decodable { var properties: Properties }
    /// An order is asked for, or of each candidate how many before it are better.
    struct Properties: Decodable {
      var order: List?
      var better: Numbers?
    }
    struct List: Decodable { var items: Choice }
    struct Numbers: Decodable { var properties: [String: Choice] }
    struct Choice: Decodable { var `enum`: [String] }
    var response_format: Format
  }

  /// Answers one connection; it lives on its event loop.
  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let log: Log
    private let script: @Sendable (Question) -> Answer
    private var body = Data()

    init(log: Log, script: @escaping @Sendable (Question) -> Answer) {
      self.log = log
      self.script = script
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head: body = Data()
      case .body(let bytes): body.append(contentsOf: bytes.readableBytesView)
      case .end:
        let labels = RankingServer.labels(in: body)
        let question = log.questions.withLock { questions in
          let question = Question(number: questions.count, body: body, labels: labels)
          questions.append(question)
          return question
        }
        let answer = script(question)
        log.arrived.yield(question.number)
        let delay = TimeAmount.microseconds(Int64(answer.delay / .microseconds(1)))
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: delay) { handler.value.write(answer, to: bound.value) }
      }
    }

    private func write(_ answer: Answer, to context: ChannelHandlerContext) {
      let headers = HTTPHeaders(answer.headers + [("content-length", "\(answer.body.count)")])
      let head = HTTPResponseHead(
        version: .http1_1,
        status: .init(statusCode: answer.status),
        headers: headers
      )
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }
}
