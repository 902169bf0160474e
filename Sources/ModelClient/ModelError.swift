/// Why a language model gave no reply that can be read.
///
/// Details quote servers, so they are untrusted text; they are short and never hold the key.
public enum ModelError: Error, Equatable, Sendable {
  case invalidAddress(String, reason: String)
  case insecureAddress(host: String)
  case keyUnusable(origin: String, reason: String)
  case keyFileUnreadable(path: String, reason: String)
  case keyFileShared(path: String, mode: String)
  case unknownHost(address: String)
  case unreachable(address: String, detail: String)
  case untrusted(address: String, reason: String)
  case notEncrypted(address: String, detail: String)
  case unauthorized(address: String, sentKey: Bool, detail: String)
  case notFound(address: String, model: String, detail: String)
  case redirected(address: String, target: String)
  case refused(status: Int, detail: String)
  case rateLimited(seconds: Int?, detail: String)
  case serverFailed(status: Int, detail: String)
  case timedOut(seconds: Double)
  case connectionLost(detail: String)
  case replyTooLong(bytes: Int)
  case unreadableReply(detail: String)
  case unreadableVectors(detail: String)
  case unusableVector(text: Int, VectorFlaw)
  case noProbabilities(address: String)
  case tooManyCandidates(count: Int, contextTokens: Int)
  case gaveUp(failures: Int, last: String)
  case replyNotKept(detail: String)
  case capReached(SpendingCap, spent: TokenCount)
  case postponed
  case notCollected(detail: String)
  case cancelled
}

extension ModelError {
  /// Whether asking about other clusters would end the same way, so that a run should stop.
  public var endsRun: Bool {
    switch self {
    case .invalidAddress, .insecureAddress, .keyUnusable, .keyFileUnreadable, .keyFileShared, .unknownHost,
      .unreachable, .untrusted, .notEncrypted, .unauthorized, .notFound, .redirected, .rateLimited,
      .noProbabilities, .tooManyCandidates, .gaveUp, .replyNotKept, .capReached, .postponed, .notCollected,
      .cancelled:
      true
    case .refused, .serverFailed, .timedOut, .connectionLost, .replyTooLong, .unreadableReply,
      .unreadableVectors, .unusableVector:
      false
    }
  }

  /// What went wrong, and where.
  public var summary: String {
    switch self {
    case .invalidAddress(let address, let reason):
      "The endpoint address \(address) cannot be used: \(reason)."
    case .insecureAddress(let host): "Plain http to \(host) would let others read the pool and the key."
    case .keyUnusable(let origin, let reason): "The API key in \(origin) cannot be used: \(reason)."
    case .keyFileUnreadable(let path, let reason): "The key file \(path) cannot be read: \(reason)."
    case .keyFileShared(let path, let mode): "The key file \(path) can be used by others (mode \(mode))."
    case .unknownHost(let address): "There is no host by the name in \(address)."
    case .unreachable(let address, let detail): "No connection to \(address)\(Self.quoted(detail))."
    case .untrusted(let address, let reason):
      "The certificate of \(address) is not trusted: \(reason). Nothing was sent."
    case .notEncrypted(let address, let detail):
      "No TLS connection to \(address)\(Self.quoted(detail)). Nothing was sent."
    case .unauthorized(let address, let sentKey, let detail):
      "\(address) \(sentKey ? "does not accept the key" : "asks for a key")\(Self.quoted(detail))."
    case .notFound(let address, let model, let detail):
      "\(address) has no such page, or no model '\(model)'\(Self.quoted(detail))."
    case .redirected(let address, let target):
      "\(address) sends elsewhere (\(target)); the key and the pool were not sent there."
    case .refused(let status, let detail):
      "The server refused the request (HTTP \(status))\(Self.quoted(detail))."
    case .rateLimited(let seconds?, let detail):
      "The server asks to wait for \(seconds) s\(Self.quoted(detail))."
    case .rateLimited(nil, let detail):
      "The server keeps saying that it gets too many requests\(Self.quoted(detail))."
    case .serverFailed(let status, let detail): "The server failed (HTTP \(status))\(Self.quoted(detail))."
    case .timedOut(let seconds): "No whole reply came within \(seconds.formatted) s."
    case .connectionLost(let detail): "The connection broke before the reply was whole\(Self.quoted(detail))."
    case .replyTooLong(let bytes): "The reply is longer than \(bytes) bytes."
    case .unreadableReply(let detail): "The reply is not that of a chat server\(Self.quoted(detail))."
    case .unreadableVectors(let detail): "The reply does not hold vectors\(Self.quoted(detail))."
    case .unusableVector(let text, let flaw): "Text \(text) of the request (counted from 0) \(flaw.problem)."
    case .noProbabilities(let address): "\(address) does not tell how likely a text is."
    case .tooManyCandidates(let count, let context):
      "\(count) candidates do not fit into one question of \(context) tokens."
    case .gaveUp(let failures, let last): "Stopped after \(failures) failures in a row, the last: \(last)"
    case .replyNotKept(let detail): "A reply could not be kept: \(detail)"
    case .capReached(let cap, let spent):
      "Stopped at the cap of \(cap.described): \(cap.described(spent)) spent."
    case .postponed: "The question was not asked yet."
    case .notCollected(let detail): "A question could not be written down: \(detail)"
    case .cancelled: "Stopped before the reply came."
    }
  }

  /// What to do about it.
  public var suggestion: String {
    switch self {
    case .invalidAddress: "Give the address that the provider documents, such as https://api.openai.com/v1."
    case .insecureAddress: "Use https, or allow plain http if the network in between is yours."
    case .keyUnusable: "Set it again, as one line of visible characters."
    case .keyFileUnreadable: "Check the path; the file holds the key and nothing else."
    case .keyFileShared(let path, _): "Make it private: chmod 600 \(path)"
    case .unknownHost: "Check the spelling of the address, and the network."
    case .unreachable:
      "Check that the server runs, and that address and port are right."
    case .untrusted:
      "If the server is yours, add its authority to the certificates that this machine trusts."
    case .notEncrypted: "Check that the server speaks https at this address and port."
    case .unauthorized:
      "Put the key into \(APIKey.standardVariables.joined(separator: " or ")), or name its place: --key-file, or key in the configuration."
    case .notFound:
      "Check the address (it usually ends in /v1) and the model's name against the server's list."
    case .redirected: "Give the final address yourself if you trust it."
    case .refused:
      "Change what the server complains about; if the question is too long, lower the context size."
    case .rateLimited:
      "Run the same command again later; what was answered is kept. Fewer requests at once help."
    case .serverFailed, .connectionLost: "Run the same command again; what was answered is kept."
    case .timedOut: "Raise the timeout, or ask fewer at once."
    case .replyTooLong, .unreadableReply: "Check that the address is that of a chat API."
    case .unreadableVectors:
      "Check that the server embeds, and that the model is one for embeddings; a chat model gives none."
    case .unusableVector: "Ask another model, or leave the text out."
    case .noProbabilities: "Ask a server that tells: vLLM and llama.cpp do."
    case .tooManyCandidates: "Raise the context size if the model has it, or make more, smaller clusters."
    case .gaveUp: "Put that right and run the same command again; what was answered is kept."
    case .replyNotKept: "Check the disk and the project, then run the same command again."
    case .capReached:
      "Run the same command with a higher cap to go on; what was answered is kept and not paid for again."
    case .postponed, .notCollected: "Check the disk, then run the same command again."
    case .cancelled: "Run the same command again to go on; what was answered is kept."
    }
  }

  private static func quoted(_ detail: String) -> String { detail.isEmpty ? "" : ": \(detail)" }
}

extension Double {
  fileprivate var formatted: String { self == rounded() ? String(Int(self)) : String(self) }
}

extension SpendingCap {
  fileprivate var described: String {
    [tokens.map { "\($0) tokens" }, money.map { amount($0) }].compactMap(\.self).joined(separator: " and ")
  }

  fileprivate func described(_ spent: TokenCount) -> String {
    (["\(spent.total) tokens"] + [cost(spent).map { amount($0) }].compactMap(\.self)).joined(separator: ", ")
  }

  private func amount(_ money: Double) -> String { "\(prices?.currency ?? "") \(money.formatted)" }
}
