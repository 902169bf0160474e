import Foundation
import NIOHTTP1

/// A model behind an OpenAI-compatible endpoint.
///
/// It remembers which reply format the server takes, so that a server without schemas is asked in vain once.
public actor EndpointModel: ChatModel {
  /// The model's name, as it is asked for.
  public nonisolated let name: String

  /// How the shape of replies is asked for now.
  public private(set) var format: ReplyFormat

  let transport: HTTPTransport
  private let retry: RetryPolicy
  private let traffic: Traffic
  private let countsTokens: Bool
  nonisolated var endpoint: Endpoint { transport.endpoint }

  private init(transport: HTTPTransport, rates: RateLimits, retry: RetryPolicy) {
    self.name = transport.endpoint.model
    self.format = transport.endpoint.schema.format
    self.transport = transport
    self.retry = retry
    self.countsTokens = rates.tokensPerMinute != nil
    self.traffic = Traffic(
      rates: rates,
      timeLimit: transport.endpoint.limits.request,
      pause: retry.pause
    )
  }

  /// Lends the model of an endpoint, and closes its connections afterwards.
  ///
  /// - Throws: What `body` throws.
  public static func connect<Value: Sendable>(
    to endpoint: Endpoint,
    rates: RateLimits = RateLimits(),
    retry: RetryPolicy = RetryPolicy(),
    isolation: isolated (any Actor)? = #isolation,
    _ body: (EndpointModel) async throws -> Value
  ) async throws -> Value {
    try await HTTPTransport.withTransport(to: endpoint) { transport in
      try await body(EndpointModel(transport: transport, rates: rates, retry: retry))
    }
  }

  public func answer(_ request: ChatRequest) async -> ChatExchange {
    let start = ContinuousClock.now
    var exchange = await ask(request)
    exchange.latency = .now - start
    return exchange
  }

  private func ask(_ request: ChatRequest) async -> ChatExchange {
    var asked = format
    var tries = 0
    while true {
      do throws(ModelError) {
        let body = request.body(model: name, format: asked)
        let response = try await post(
          body,
          to: endpoint.chatAddress,
          tokens: request.promptTokens + request.replyTokens,
          tries: &tries
        )
        let reply = try reply(in: response)
        format = asked
        guard !request.asksProbabilities || reply.isScored else {
          throw .noProbabilities(address: endpoint.base)
        }
        return ChatExchange(.success(reply), format: asked, tries: tries)
      } catch {
        guard endpoint.schema == .automatic, error.concernsReplyFormat, let simpler = asked.fallback else {
          return ChatExchange(.failure(error), format: asked, tries: tries)
        }
        asked = simpler
      }
    }
  }

  /// Posts a question, again after a wait where that may help.
  ///
  /// - Parameters:
  ///   - body: The question.
  ///   - address: Where to.
  ///   - tokens: How many tokens it and its answer may take, for the limits of a minute.
  ///   - tries: Counts the requests.
  /// - Returns: The answer, whose status is 200.
  /// - Throws: `ModelError`.
  func post(
    _ body: [UInt8],
    to address: String,
    tokens: Int,
    tries: inout Int
  ) async throws(ModelError) -> HTTPTransport.Response {
    var attempt = 1
    while true {
      let pass = try await traffic.enter(tokens: tokens)
      tries += 1
      let failure: ModelError
      var asked: Duration?
      do throws(ModelError) {
        let response = try await transport.exchange(.POST, address, body: body)
        if response.status == 200 {
          // The reply is read twice only where tokens are limited.
          let tokens = countsTokens ? TokenUsage(in: response.body)?.total : nil
          await traffic.leave(pass, .answered(tokens: tokens))
          return response
        }
        asked = response.headers.first(name: "retry-after").flatMap {
          RetryPolicy.wait(retryAfter: $0, now: Date())
        }
        failure = transport.error(for: response, model: name, wait: asked)
      } catch {
        failure = error
      }
      await traffic.leave(pass, failure.showsOverload ? .overloaded : .failed)
      attempt += 1
      guard failure.deservesRetry, attempt <= retry.tries else { throw failure }
      let wait = asked ?? retry.backoff(before: attempt)
      guard wait <= retry.longestWait else { throw failure }
      if failure.showsOverload {
        // What one is told holds for all.
        await traffic.hold(for: wait)
      } else {
        do { try await retry.pause(wait) } catch { throw .cancelled }
      }
    }
  }

  private nonisolated func reply(in response: HTTPTransport.Response) throws(ModelError) -> ChatReply {
    guard let completion = try? JSONDecoder().decode(ChatCompletion.self, from: Data(response.body)),
      let choice = completion.choices.first
    else { throw .unreadableReply(detail: transport.clipped(Complaint.text(of: response.body))) }
    let redacted: (String) -> String = { [key = endpoint.key] in key?.redacted(from: $0) ?? $0 }
    return ChatReply(
      text: redacted(choice.message.content?.text ?? ""),
      refusal: choice.message.refusal.map(redacted),
      finishReason: choice.finish_reason.map(transport.clipped),
      model: transport.clipped(completion.model ?? name),
      promptTokens: completion.usage?.prompt_tokens,
      completionTokens: completion.usage?.completion_tokens,
      logProbabilities: choice.logprobs?.logarithms ?? []
    )
  }
}

extension EndpointModel {
  /// What a server says about itself before any question is asked.
  public struct Report: Equatable, Sendable {
    /// The models that it lists; untrusted text.
    public var models: [String]
    /// Whether the model to ask for is among them; some servers answer under any name.
    public var listsModel: Bool
  }

  /// Asks for the list of models: whether the address, the key and the model's name are right.
  ///
  /// - Throws: What is wrong with the endpoint.
  public func probe() async throws(ModelError) -> Report {
    let models = try await transport.models().map(\.id)
    return Report(models: models, listsModel: models.contains(name))
  }
}

extension ChatReply {
  /// Whether it is told how likely the text is; of none there is nothing to tell.
  fileprivate var isScored: Bool { text.isEmpty || !logProbabilities.isEmpty }
}

extension ModelError {
  /// Whether the server has more to do than it can.
  fileprivate var showsOverload: Bool {
    switch self {
    case .rateLimited, .timedOut, .serverFailed(503, _): true
    default: false
    }
  }
}
