import Foundation

/// Where a language model is asked: an address that speaks the OpenAI chat API, and how.
public struct Endpoint: Sendable {
  /// The address of the API, ending in `/v1` or whatever the provider calls it, without a final slash.
  public let base: String

  /// The model to ask for, by the server's name.
  public let model: String

  /// The key to send, to this host only.
  public internal(set) var key: APIKey?

  /// The header that carries the key by itself; nil for `Authorization: Bearer`.
  public var keyHeader: String?

  /// Further headers of every request.
  public var headers: [String: String] = [:]

  /// How the shape of replies is asked for.
  public var schema = SchemaSupport.automatic

  /// How long to wait and how much to read.
  public var limits: Limits

  /// How long to wait for a server and how much to read from it.
  public struct Limits: Equatable, Sendable {
    /// The longest wait for a connection.
    public var connect: Duration
    /// The longest wait for a whole reply, from the first byte sent.
    public var request: Duration
    /// The most bytes of a reply's body that are read, decompressed.
    public var replyBytes: Int

    /// Sets the limits; a small model on a laptop may need minutes.
    public init(
      connect: Duration = .seconds(10),
      request: Duration = .seconds(300),
      replyBytes: Int = 4 << 20
    ) {
      self.connect = connect
      self.request = request
      self.replyBytes = replyBytes
    }
  }

  /// Reads the address of an endpoint.
  ///
  /// - Parameters:
  ///   - address: With or without `/v1` and what follows it; an address without a path gets `/v1`.
  ///   - model: The model to ask for.
  ///   - key: The key to send, if the server wants one.
  ///   - allowsPlainHTTP: Whether plain http may leave this machine. To loopback it always may.
  ///   - limits: How long to wait and how much to read.
  /// - Throws: `ModelError.invalidAddress` or `ModelError.insecureAddress`.
  public init(
    _ address: String,
    model: String,
    key: APIKey? = nil,
    allowsPlainHTTP: Bool = false,
    limits: Limits = Limits()
  ) throws(ModelError) {
    base = try Self.base(of: address, allowsPlainHTTP: allowsPlainHTTP)
    guard !model.isEmpty else { throw .invalidAddress(address, reason: "no model is named for it") }
    self.model = model
    self.key = key
    self.limits = limits
  }

  /// The address of the API that an address as people give it stands for.
  ///
  /// - Throws: `ModelError.invalidAddress` or `ModelError.insecureAddress`.
  public static func base(of address: String, allowsPlainHTTP: Bool = false) throws(ModelError) -> String {
    guard var parts = URLComponents(string: address), let host = parts.host, !host.isEmpty else {
      throw .invalidAddress(address, reason: "it has no host, such as in http://127.0.0.1:8091")
    }
    guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
      // The address is kept with the project, so nothing secret may be in it; nor is it repeated here.
      throw .invalidAddress("(not shown)", reason: "it holds a user, password, query or fragment")
    }
    parts.scheme = parts.scheme?.lowercased()
    switch parts.scheme {
    case "https": break
    case "http":
      guard allowsPlainHTTP || Self.isLoopback(host) else { throw .insecureAddress(host: host) }
    default: throw .invalidAddress(address, reason: "it must begin with https:// or http://")
    }
    parts.path = basePath(parts.path)
    guard let base = parts.string else { throw .invalidAddress(address, reason: "it cannot be read") }
    return base
  }

  /// Where chats are answered.
  var chatAddress: String { base + "/chat/completions" }

  /// Where texts become vectors.
  var embeddingsAddress: String { base + "/embeddings" }

  /// Where the models are listed.
  var modelsAddress: String { base + "/models" }

  private static func basePath(_ path: String) -> String {
    var path = path
    while path.hasSuffix("/") { path.removeLast() }
    for page in ["/chat/completions", "/embeddings"] where path.hasSuffix(page) {
      path.removeLast(page.count)
    }
    return path.isEmpty ? "/v1" : path
  }

  /// Whether the model is asked on this machine.
  public var isLocal: Bool { URLComponents(string: base)?.host.map(Self.isLoopback) ?? false }

  /// Whether a host's name or number is that of this machine.
  static func isLoopback(_ host: String) -> Bool {
    let host = host.lowercased().trimmingCharacters(in: ["[", "]"])
    if host == "localhost" || host == "::1" { return true }
    let octets = host.split(separator: ".", omittingEmptySubsequences: false)
    return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
  }
}
