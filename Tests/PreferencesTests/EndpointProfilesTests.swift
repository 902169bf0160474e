import ModelClient
import Preferences
import TestSupport
import Testing

@Suite struct EndpointProfilesTests {
  private func read(_ yaml: String) throws -> EndpointProfiles {
    try EndpointProfiles(yaml: yaml, file: "/etc/ada/config.yaml", home: "/home/ada")
  }

  @Test func `everything about an endpoint can be set`() throws {
    let profiles = try read(
      """
      theme: light
      endpoints:
        team:
          url: http://llm.example.org:8000
          model: qwen3-32b
          key: { environment: TEAM_KEY, header: api-key }
          schema: json
          allow-plain-http: true
          limits: { concurrency: 32, requests-per-minute: 600, tokens-per-minute: 200000,
                    context-tokens: 32768, timeout: 120 }
          prices: { currency: USD, input: 0.15, output: 0.60 }
          headers: { X-Project: picks }
          body: { top_k: 20, max_tokens: null, stop: ["\\n"], plain: yes, quoted: "1", deep: { on: true } }
        laptop:
          url: http://127.0.0.1:8091
      """
    )
    #expect(profiles.names == ["laptop", "team"])
    #expect(profiles.profiles["laptop"] == EndpointProfile(address: "http://127.0.0.1:8091"))
    #expect(
      profiles.profiles["team"]
        == EndpointProfile(
          address: "http://llm.example.org:8000",
          model: "qwen3-32b",
          key: .variable("TEAM_KEY"),
          keyHeader: "api-key",
          schema: .json,
          allowsPlainHTTP: true,
          rates: RateLimits(concurrency: 32, requestsPerMinute: 600, tokensPerMinute: 200_000),
          contextTokens: 32_768,
          timeout: .seconds(120),
          prices: Prices(currency: "USD", input: 0.15, output: 0.6),
          headers: ["X-Project": "picks"],
          body: [
            "top_k": .number("20"), "max_tokens": .null, "stop": .array([.string("\n")]),
            "plain": .string("yes"), "quoted": .string("1"), "deep": .object(["on": .bool(true)]),
          ]
        )
    )
  }

  private static let readme = """
    endpoints:
      team:
        url: https://llm.example.org/v1
        model: qwen3-32b
        key: { environment: TEAM_KEY }      # or { file: team.key }; header: api-key beside it if need be
        schema: auto                        # yes, json or none, where it is known what the server takes
        limits: { concurrency: 32, requests-per-minute: 600, tokens-per-minute: 200000,
                  context-tokens: 32768, timeout: 120 }
        prices: { currency: USD, input: 0.15, output: 0.60 }    # of a million tokens
        headers: { X-Project: picks }       # sent with every request
        body: { top_k: 20 }                 # sent with every question; null takes out a field of ours

    """

  @Test func `the README shows an endpoint as it is read`() throws {
    let profile = try #require(try read(Self.readme).profiles["team"])
    #expect(profile.key == .variable("TEAM_KEY") && profile.timeout == .seconds(120))
    #expect(profile.rates.tokensPerMinute == 200_000 && profile.prices?.output == 0.6)
    try expectReadme(part: "endpoints", toSay: "```yaml\n\(Self.readme)```\n")
  }

  @Test(arguments: ["", "endpoints: {}", "keys:\n  accept: [nonsense]"])
  func `without endpoints there is none, whatever else the file says`(yaml: String) throws {
    #expect(try read(yaml) == EndpointProfiles())
  }

  @Test(arguments: [
    ("/keys/team", "/keys/team"), ("team.key", "/etc/ada/team.key"), ("~/team.key", "/home/ada/team.key"),
  ])
  func `a key file is found from where the configuration is`(written: String, expected: String) throws {
    let profiles = try read("endpoints: { t: { url: https://a.example, key: { file: \(written) } } }")
    #expect(profiles.profiles["t"]?.key == .file(expected))
  }

  private static let mistakes: [(yaml: String, line: Int, summary: String, suggestion: String)] = [
    ("endpoints: team", 1, "\"endpoints\" is not a table of names and endpoints", "Put signs"),
    ("endpoints:\n  team: [a]", 2, "endpoints.team is not a table", "Put signs"),
    ("endpoints:\n  a/b: {}", 2, "The name of an endpoint cannot be \"a/b\".", "letters, digits"),
    ("endpoints:\n  t: {model: m}", 2, "endpoints.t.url is missing.", "Write the address"),
    ("endpoints:\n  t:\n    url: x\n", 3, "has no host", "Give the address"),
    ("endpoints:\n  t:\n    url: http://example.org\n", 3, "Plain http to example.org", "allow-plain-http"),
    ("endpoints:\n  t:\n    urll: x\n", 3, "There is no \"endpoints.t.urll\".", "Did you mean url?"),
    (
      "endpoints:\n  t:\n    zzzzzzzz: x\n", 3, "There is no \"endpoints.t.zzzzzzzz\".",
      "Its names are url, model, key, schema, limits, prices, headers, body, allow-plain-http."
    ),
    with("schema: maybe", "endpoints.t.schema cannot be \"maybe\".", "Write one of auto, yes, json, none."),
    with("model: ''", "endpoints.t.model cannot be \"\".", "Write the model's name"),
    with("allow-plain-http: sure", "endpoints.t.allow-plain-http cannot be \"sure\".", "true or false"),
    with("limits: {timeout: 0}", "endpoints.t.limits.timeout cannot be \"0\".", "a whole number, 1 or more"),
    with("limits: {context-tokens: 99}", "limits.context-tokens cannot be \"99\".", "512 or more"),
    with("limits: {concurrency: [3]}", "limits.concurrency cannot be \"a list or table\".", "whole number"),
    with("limits: {concurency: 3}", "no \"endpoints.t.limits.concurency\"", "Did you mean concurrency?"),
    with("prices: {currency: USD, input: 1}", "endpoints.t.prices.output is missing.", "a million tokens"),
    with("prices: {input: 1, output: 1}", "endpoints.t.prices.currency is missing.", "such as USD"),
    with(
      "prices: {currency: USD, input: -1, output: 1}",
      "prices.input cannot be \"-1\".",
      "Write a number"
    ),
    with(
      "prices: {currency: USD, input: nan, output: 1}",
      "prices.input cannot be \"nan\".",
      "Write a number"
    ),
    with("key: {}", "endpoints.t.key is missing.", "Write either environment or file in it."),
    with("key: {file: a, environment: B}", "endpoints.t.key is missing.", "either environment or file"),
    with("key: {environment: A, header: 'a b'}", "endpoints.t.key.header cannot be", "name of a header"),
    with("headers: {Authorization: x}", "endpoints.t.headers cannot be \"Authorization\"", "under key"),
    with("headers: {'a b': x}", "endpoints.t.headers cannot be \"a b\"", "not free to choose"),
    with("headers: {X-A: \"a\\nb\"}", "endpoints.t.headers.X-A cannot be", "one line of plain ASCII"),
    with("body: [1]", "endpoints.t.body is not a table", "Put signs"),
    with("body: {model: m}", "endpoints.t.body cannot be \"model\"", "Handpick sets it itself"),
    with(
      "body: {a: " + String(repeating: "[", count: 20) + String(repeating: "]", count: 20) + "}",
      "endpoints.t.body is nested too deeply",
      "Put signs"
    ),
    with("body: {a: &a 1}", "has an anchor", "Write out"),
  ]

  /// A mistake in the line below a proper address.
  private static func with(_ line: String, _ summary: String, _ suggestion: String) -> (
    yaml: String, line: Int, summary: String, suggestion: String
  ) {
    ("endpoints:\n  t:\n    url: https://a.example\n    \(line)\n", 4, summary, suggestion)
  }

  @Test(arguments: mistakes)
  func `a mistake is refused with file, line, what it is and what to do`(
    yaml: String,
    line: Int,
    summary: String,
    suggestion: String
  ) throws {
    let error = try #require(throws: ConfigurationError.self) { try read(yaml) }
    #expect(error.summary.contains(summary), "\(error.summary)")
    #expect(error.suggestion.contains(suggestion), "\(error.suggestion)")
    #expect(error.summary.hasPrefix("/etc/ada/config.yaml, line \(line): "))
    #expect(!error.summary.contains("..") && !error.suggestion.contains(".."))
  }

  @Test(arguments: [
    "key: sk-canary-0123", "key: [sk-canary-0123]", "key: {environment: sk-canary-0123}",
    "headers: {X-Key: \"sk-canary-0123\u{E9}\"}",
  ])
  func `a key in the wrong place is refused, and not repeated`(line: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try read("endpoints:\n  t:\n    url: https://a.example\n    \(line)\n")
    }
    #expect(error.line == 4)
    #expect(!"\(error.summary) \(error.suggestion)".contains("canary"))
  }

  @Test func `a secret in an address is not repeated`() throws {
    let error = try #require(throws: ConfigurationError.self) {
      try read("endpoints:\n  t:\n    url: https://a:canary@a.example\n")
    }
    #expect(error.line == 3 && !error.summary.contains("canary"))
  }
}
