/// All that a person has said about an endpoint: where it is, what it takes, allows and costs.
public struct EndpointProfile: Equatable, Sendable {
  /// The address, as `Endpoint` takes it.
  public var address: String
  /// The model to ask for, if that is settled.
  public var model: String?
  /// Where the key is kept.
  public var key: KeySource
  /// The header that carries the key by itself; nil for `Authorization: Bearer`.
  public var keyHeader: String?
  /// How the shape of replies is asked for.
  public var schema: SchemaSupport
  /// Whether plain http may leave this machine.
  public var allowsPlainHTTP: Bool
  /// How much may be asked.
  public var rates: RateLimits
  /// The tokens that the model can hold, question and reply together.
  public var contextTokens: Int?
  /// The longest wait for a whole reply.
  public var timeout: Duration?
  /// What tokens cost.
  public var prices: Prices?
  /// Further headers of every request, which are no place for secrets.
  public var headers: [String: String]
  /// Further fields of every question's body.
  public var body: [String: JSONValue]

  /// Makes a profile of an address and of what is known about it.
  public init(
    address: String,
    model: String? = nil,
    key: KeySource = .nowhere,
    keyHeader: String? = nil,
    schema: SchemaSupport = .automatic,
    allowsPlainHTTP: Bool = false,
    rates: RateLimits = RateLimits(),
    contextTokens: Int? = nil,
    timeout: Duration? = nil,
    prices: Prices? = nil,
    headers: [String: String] = [:],
    body: [String: JSONValue] = [:]
  ) {
    self.address = address
    self.model = model
    self.key = key
    self.keyHeader = keyHeader
    self.schema = schema
    self.allowsPlainHTTP = allowsPlainHTTP
    self.rates = rates
    self.contextTokens = contextTokens
    self.timeout = timeout
    self.prices = prices
    self.headers = headers
    self.body = body
  }

  /// The endpoint, with its key.
  ///
  /// - Parameters:
  ///   - model: The model to ask for; nil for the profile's.
  ///   - environment: The variables that may hold the key; nil for those of this process.
  /// - Returns: The endpoint.
  /// - Throws: `ModelError` about the address or the key.
  public func endpoint(
    model: String? = nil,
    environment: [String: String]? = nil
  ) throws(ModelError) -> Endpoint {
    // The address is looked at first: an address that may not be used is no reason to ask for a key.
    var endpoint = try Endpoint(
      address,
      model: model ?? self.model ?? "",
      key: nil,
      allowsPlainHTTP: allowsPlainHTTP
    )
    endpoint.key = try key.key(in: environment)
    endpoint.keyHeader = keyHeader
    endpoint.schema = schema
    endpoint.headers = headers
    if let timeout { endpoint.limits.request = timeout }
    return endpoint
  }

  /// The address of the API, as projects keep it.
  ///
  /// - Throws: `ModelError.invalidAddress` or `ModelError.insecureAddress`.
  public var base: String {
    get throws(ModelError) { try Endpoint.base(of: address, allowsPlainHTTP: allowsPlainHTTP) }
  }
}
