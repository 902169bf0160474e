import ModelClient
import Yams

private enum EndpointField: String, CaseIterable {
  case url, model, key, schema, limits, prices, headers, body
  case allowPlainHTTP = "allow-plain-http"
}

private enum KeyField: String, CaseIterable {
  case environment, file, header
}

private enum LimitField: String, CaseIterable {
  case concurrency, timeout
  case requestsPerMinute = "requests-per-minute"
  case tokensPerMinute = "tokens-per-minute"
  case contextTokens = "context-tokens"
}

private enum PriceField: String, CaseIterable {
  case currency, input, output
}

extension ConfigurationDocument {
  /// The profiles that the `endpoints` block describes.
  func endpoints(in node: Node, home: String?) throws(ConfigurationError) -> [String: EndpointProfile] {
    var profiles: [String: EndpointProfile] = [:]
    for (key, value) in try table(node, else: "\"endpoints\" is not a table of names and endpoints") {
      let name = key.scalar?.string ?? ""
      // Names must not be taken for addresses.
      guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._\-]{0,63}/) != nil else {
        let expected = "Name it with letters, digits, - _ and . only."
        throw error(
          .invalidValue(setting: "The name of an endpoint", value: name, expected: expected),
          at: key
        )
      }
      profiles[name] = try endpoint(in: value, at: "endpoints.\(name)", home: home)
    }
    return profiles
  }

  private func endpoint(in node: Node, at path: String, home: String?) throws(ConfigurationError)
    -> EndpointProfile
  {
    let table = try SettingTable<EndpointField>(node, at: path, in: self)
    let allowsPlainHTTP = try table.truth(.allowPlainHTTP) ?? false
    let address = try table.required(.url, expected: "Write the address, such as https://api.openai.com/v1.")
    do throws(ModelError) { _ = try Endpoint.base(of: address, allowsPlainHTTP: allowsPlainHTTP) } catch {
      throw self.error(.endpoint(error), at: table[.url] ?? node)
    }
    var profile = EndpointProfile(
      address: address,
      model: try table.text(.model, expected: "Write the model's name as the server knows it."),
      schema: try table.choice(.schema) ?? .automatic,
      allowsPlainHTTP: allowsPlainHTTP
    )
    if let node = table[.key] { try setKey(of: &profile, from: node, at: "\(path).key", home: home) }
    if let node = table[.limits] { try setLimits(of: &profile, from: node, at: "\(path).limits") }
    profile.prices = try table[.prices].map { node throws(ConfigurationError) in
      try prices(in: node, at: "\(path).prices")
    }
    if let node = table[.headers] { profile.headers = try headers(in: node, at: "\(path).headers") }
    if let node = table[.body] { profile.body = try fields(in: node, at: "\(path).body") }
    return profile
  }

  private func setKey(
    of profile: inout EndpointProfile,
    from node: Node,
    at path: String,
    home: String?
  ) throws(ConfigurationError) {
    // Whatever stands where a table should be may well be a key: it is not quoted.
    guard case .mapping = node else { throw error(.writtenKey(path), at: node) }
    let table = try SettingTable<KeyField>(node, at: path, in: self)
    let variable = try table.text(.environment, expected: "Write the name of a variable, such as TEAM_KEY.")
    let file = try table.text(.file, expected: "Write the path of a file that you alone can read.")
    switch (variable, file) {
    case (let variable?, nil):
      guard variable.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil else {
        throw error(.writtenKey("\(path).environment"), at: table[.environment] ?? node)
      }
      profile.key = .variable(variable)
    case (nil, let file?): profile.key = .file(absolutePath(file, home: home))
    default: throw error(.missingField(path, expected: "Write either environment or file in it."), at: node)
    }
    profile.keyHeader = try table.text(.header, expected: "Write the name of a header, such as api-key.")
    guard profile.keyHeader?.wholeMatch(of: Self.headerName) != nil || profile.keyHeader == nil else {
      throw table.invalid(.header, expected: "Write the name of a header, such as api-key.")
    }
  }

  private func setLimits(
    of profile: inout EndpointProfile,
    from node: Node,
    at path: String
  ) throws(ConfigurationError) {
    let table = try SettingTable<LimitField>(node, at: path, in: self)
    profile.rates = RateLimits(
      concurrency: try table.count(.concurrency),
      requestsPerMinute: try table.count(.requestsPerMinute),
      tokensPerMinute: try table.count(.tokensPerMinute)
    )
    profile.contextTokens = try table.count(.contextTokens, from: 512)
    profile.timeout = try table.count(.timeout).map { .seconds($0) }
  }

  private func prices(in node: Node, at path: String) throws(ConfigurationError) -> Prices {
    let table = try SettingTable<PriceField>(node, at: path, in: self)
    let expected = "Write what a million tokens cost, as a number."
    _ = try table.required(.input, expected: expected)
    _ = try table.required(.output, expected: expected)
    return Prices(
      currency: try table.required(.currency, expected: "Write the currency, such as USD."),
      input: try table.amount(.input) ?? 0,
      output: try table.amount(.output) ?? 0
    )
  }
}

extension ConfigurationDocument {
  private static var headerName: Regex<Substring> { /[A-Za-z0-9!#$%&'*+.^_`|~\-]{1,100}/ }

  /// Headers that would hold a secret in the open, or that the connection itself needs.
  private static let forbiddenHeaders: Set = [
    "authorization", "proxy-authorization", "api-key", "x-api-key", "cookie", "host", "connection",
    "content-length", "content-type", "content-encoding", "transfer-encoding", "accept-encoding", "te",
    "upgrade", "expect",
  ]

  private func headers(in node: Node, at path: String) throws(ConfigurationError) -> [String: String] {
    var headers: [String: String] = [:]
    for (key, value) in try table(node, else: "\(path) is not a table of headers and their values") {
      let name = key.scalar?.string ?? ""
      guard name.wholeMatch(of: Self.headerName) != nil,
        !Self.forbiddenHeaders.contains(name.lowercased())
      else {
        let expected = "That header is not free to choose; a key is named under key, with its header."
        throw error(.invalidValue(setting: "A name in \(path)", value: name, expected: expected), at: key)
      }
      guard let text = value.scalar?.string, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        let expected = "Write one line of plain ASCII."
        throw error(.invalidValue(setting: "\(path).\(name)", value: "that", expected: expected), at: value)
      }
      headers[name] = text
    }
    return headers
  }

  private func fields(in node: Node, at path: String) throws(ConfigurationError) -> [String: JSONValue] {
    let fields = try json(node, at: path).members ?? [:]
    if fields.isEmpty { _ = try table(node, else: "\(path) is not a table of fields and their values") }
    if let name = fields.keys.sorted().first(where: ChatRequest.Sampling.ownFields.contains) {
      let expected = "Leave it out: Handpick sets it itself."
      throw error(.invalidValue(setting: "A name in \(path)", value: name, expected: expected), at: node)
    }
    return fields
  }

  /// A node as JSON: what is not quoted and reads as JSON is a number, true, false or null; all else is text.
  private func json(_ node: Node, at path: String, depth: Int = 0) throws(ConfigurationError) -> JSONValue {
    try check(node)
    guard depth < 16 else { throw error(.malformed("\(path) is nested too deeply"), at: node) }
    switch node {
    case .scalar(let scalar):
      guard scalar.style == .plain || scalar.style == .any, let value = JSONValue(json: scalar.string) else {
        return .string(scalar.string)
      }
      return value
    case .sequence(let nodes):
      var elements: [JSONValue] = []
      for node in nodes { elements.append(try json(node, at: path, depth: depth + 1)) }
      return .array(elements)
    case .mapping:
      var members: [String: JSONValue] = [:]
      for (key, value) in try table(node, else: "") {
        members[key.scalar?.string ?? ""] = try json(value, at: path, depth: depth + 1)
      }
      return .object(members)
    case .alias: throw error(.anchor, at: node)
    }
  }
}
