/// How much may be asked of an endpoint; what is nil is not limited.
public struct RateLimits: Equatable, Sendable {
  /// The most requests under way at once.
  public var concurrency: Int?
  /// The most requests begun within a minute.
  public var requestsPerMinute: Int?
  /// The most tokens within a minute, those of questions and replies together.
  public var tokensPerMinute: Int?

  /// Sets the limits.
  public init(concurrency: Int? = nil, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil) {
    self.concurrency = concurrency
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
  }
}
