import Foundation
import TestSupport
import Testing

@testable import ModelClient

@Suite struct EndpointProfileTests {
  @Test func `a profile becomes an endpoint`() throws {
    let profile = EndpointProfile(
      address: "http://llm.example.org",
      model: "m",
      key: .variable("TEAM"),
      keyHeader: "api-key",
      schema: .json,
      allowsPlainHTTP: true,
      timeout: .seconds(7),
      headers: ["X-A": "b"]
    )
    let endpoint = try profile.endpoint(environment: ["TEAM": "secret-of-the-team"])
    #expect(try endpoint.base == "http://llm.example.org/v1" && endpoint.base == profile.base)
    #expect(endpoint.model == "m" && endpoint.headers == ["X-A": "b"] && endpoint.schema == .json)
    #expect(endpoint.limits == Endpoint.Limits(request: .seconds(7)))
    #expect(endpoint.key?.header(named: endpoint.keyHeader) ?? ("", "") == ("api-key", "secret-of-the-team"))
    #expect(try profile.endpoint(model: "n", environment: ["TEAM": "x"]).model == "n")
    #expect(throws: ModelError.insecureAddress(host: "a.example")) {
      try EndpointProfile(address: "http://a.example", model: "m", key: .variable("NONE")).endpoint()
    }
  }

  @Test func `a key comes from where the profile says, and from nowhere else`() throws {
    let environment = ["HANDPICK_API_KEY": "first-of-all", "TEAM": "team-of-all", "EMPTY": ""]
    func header(_ source: KeySource) throws -> String? {
      try source.key(in: environment)?.header(named: nil).value
    }
    #expect(try header(.nowhere) == nil)
    #expect(try header(.standardVariables) == "Bearer first-of-all")
    #expect(try header(.variable("TEAM")) == "Bearer team-of-all")
    for name in ["EMPTY", "OTHER"] {
      let error = #expect(throws: ModelError.self) { try header(.variable(name)) }
      #expect(error?.summary == "The API key in \(name) cannot be used: the variable is not set.")
    }
    let folder = try TemporaryFolder()
    try folder.write("key-of-the-file\n", to: "key")
    #expect(chmod(folder.file("key"), 0o600) == 0)
    #expect(try header(.file(folder.file("key"))) == "Bearer key-of-the-file")
  }

  @Test func `prices are of a million tokens`() {
    let prices = Prices(currency: "USD", input: 0.5, output: 2)
    #expect(prices.cost(promptTokens: 3_000_000, completionTokens: 500_000) == 2.5)
  }
}
