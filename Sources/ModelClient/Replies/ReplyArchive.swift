import Fingerprint

/// Keeps the replies that were paid for, by the requests that they answer.
public protocol ReplyArchive: Sendable {
  /// Finds the reply to a request, or nil when there is none yet.
  ///
  /// - Throws: When the archive cannot be read.
  func reply(to request: String) async throws -> ChatReply?

  /// Keeps a reply; when this returns, the reply is safe.
  ///
  /// - Throws: When it could not be kept.
  func keep(_ reply: ChatReply, to request: String) async throws
}

/// A model that is asked only what an archive has no reply to.
///
/// Only replies that came whole get there: a whole HTTP response that is a chat completion, whatever it says. A reply
/// that could not be used is among them: it was paid for, the same request would bring the same again, and what a
/// better reader makes of it then costs nothing. Broken connections, refusals by the server and timeouts are not.
public struct RememberingModel: ChatModel {
  private let model: any ChatModel
  private let archive: any ReplyArchive
  private let slots: Slots

  public var name: String { model.name }

  /// Puts an archive before a model.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - archive: What has been answered.
  ///   - concurrency: How many questions may be under way: from when the model is asked until its reply is safe.
  ///     Others may come meanwhile, and are ready when one of those ends.
  public init(_ model: any ChatModel, archive: any ReplyArchive, concurrency: Int = .max) {
    self.model = model
    self.archive = archive
    slots = Slots(concurrency)
  }

  public func answer(_ request: ChatRequest) async -> ChatExchange {
    do {
      var fingerprints: [ReplyFormat: String] = [:]
      // A server may take another format now than it did, or did than it does now.
      for format in ReplyFormat.allCases {
        let fingerprint = request.fingerprint(model: name, format: format)
        fingerprints[format] = fingerprint
        if let reply = try await archive.reply(to: request.archiveKey(of: fingerprint)) {
          var exchange = ChatExchange(.success(reply), format: format, tries: 0)
          exchange.fingerprint = fingerprint
          return exchange
        }
      }
      return try await slots.hold { [fingerprints] in try await ask(request, fingerprints) }
    } catch {
      return ChatExchange(.failure(.replyNotKept(detail: "\(error)")), tries: 0)
    }
  }

  private func ask(
    _ request: ChatRequest,
    _ fingerprints: [ReplyFormat: String]
  ) async throws -> ChatExchange {
    guard !Task.isCancelled else { return ChatExchange(.failure(.cancelled), tries: 0) }
    var exchange = await model.answer(request)
    let fingerprint =
      fingerprints[exchange.format] ?? request.fingerprint(model: name, format: exchange.format)
    exchange.fingerprint = fingerprint
    if case .success(let reply) = exchange.result {
      try await archive.keep(reply, to: request.archiveKey(of: fingerprint))
    }
    return exchange
  }
}

extension ChatRequest {
  /// What an archive calls the request: the first 128 bits of its fingerprint, 32 hexadecimal digits.
  func archiveKey(model: String, format: ReplyFormat) -> String {
    archiveKey(of: fingerprint(model: model, format: format))
  }

  /// What an archive calls a request with that fingerprint.
  ///
  /// Further samples have names of their own: not every server takes a seed that tells them apart.
  fileprivate func archiveKey(of fingerprint: String) -> String {
    let digits = sample == 0 ? fingerprint : SHA256(of: Array("\(fingerprint)/\(sample)".utf8)).hexadecimal
    return String(digits.prefix(32))
  }
}
