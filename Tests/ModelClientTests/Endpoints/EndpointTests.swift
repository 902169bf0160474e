import ModelClient
import Testing

@Suite struct EndpointTests {
  @Test(
    arguments: [
      ("http://127.0.0.1:8091", true), ("http://localhost:8091/v1", true),
      ("https://api.example.com/v1", false),
      ("https://127.0.0.1.example.com", false),
    ]
  )
  func `an endpoint is local or on another machine`(address: String, isLocal: Bool) throws {
    #expect(try Endpoint(address, model: "m").isLocal == isLocal)
  }

  @Test(arguments: [
    ("http://127.0.0.1:8091", "http://127.0.0.1:8091/v1"),
    ("http://127.0.0.1:8091/", "http://127.0.0.1:8091/v1"),
    ("http://localhost:8091/v1", "http://localhost:8091/v1"),
    ("http://[::1]:8091/v1/", "http://[::1]:8091/v1"),
    ("https://api.example.org/v1/chat/completions", "https://api.example.org/v1"),
    ("https://example.org/api/v1/", "https://example.org/api/v1"),
    ("https://example.org/chat/completions", "https://example.org/v1"),
    ("HTTPS://example.org", "https://example.org/v1"),
  ])
  func `an address is taken with or without its path`(address: String, base: String) throws {
    #expect(try Endpoint(address, model: "m").base == base)
  }

  @Test(arguments: [
    "", "127.0.0.1:8091", "ftp://example.org", "https://", "/v1", "https://user:secret@example.org",
    "https://example.org/v1?key=secret", "https://example.org/#secret",
  ])
  func `what is no address is refused, and a secret in it not repeated`(address: String) {
    let error = #expect(throws: ModelError.self) { try Endpoint(address, model: "m") }
    #expect(error?.summary.contains("secret") == false)
  }

  @Test(arguments: [
    "http://example.org/v1", "http://127.0.0.1.example.org", "http://10.0.0.1", "http://128.0.0.1",
  ])
  func `plain http leaves the machine only when allowed`(address: String) throws {
    #expect(throws: ModelError.self) { try Endpoint(address, model: "m") }
    _ = try Endpoint(address, model: "m", allowsPlainHTTP: true)
  }

  @Test func `a model must be named`() {
    #expect(throws: ModelError.self) { try Endpoint("http://localhost", model: "") }
  }
}
