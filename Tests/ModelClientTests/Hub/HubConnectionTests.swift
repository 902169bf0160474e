import Foundation
import TestSupport
import Testing

@testable import ModelClient

/// What a person reads when a hub does not give a model.
@Suite struct HubConnectionTests {
  private let trial: HubTrial
  private static let sample = HubSample(["config.json": Array("{}".utf8)])

  init() throws { trial = try HubTrial() }

  struct Fault: Sendable, CustomTestStringConvertible {
    var status: Int
    var headers: [(String, String)] = []
    /// How the message begins; `HUB` stands for the address.
    var message: String
    var requests = 1

    var testDescription: String { "\(status)" }
  }

  static let faults = [
    Fault(
      status: 401,
      headers: [("x-error-message", "Invalid username or password.")],
      message: """
        HUB does not show ada/tiny to strangers: it is private or gated, or there is no such model: Invalid
        """
    ),
    Fault(status: 403, message: "HUB does not show ada/tiny to strangers: "),
    Fault(status: 404, message: "HUB has no ada/tiny at main."),
    Fault(status: 429, message: "HUB keeps saying that it gets too many requests.", requests: 3),
    Fault(status: 429, headers: [("retry-after", "3600")], message: "HUB asks to wait for 3600 s."),
    Fault(status: 503, message: "The hub failed (HTTP 503).", requests: 3),
    Fault(status: 418, message: "The hub refused the request (HTTP 418)."),
  ]

  @Test(arguments: faults) func `a status has its message`(fault: Fault) async throws {
    try await FaultServer.serve({ _, _ in .text(fault.status, "page", fault.headers) }) { server in
      let error = await #expect(throws: HubError.self) {
        try await trial.download(from: server.address, token: nil)
      }
      let summary = error?.summary.replacing(server.address, with: "HUB") ?? ""
      #expect(summary.hasPrefix(fault.message), "\(summary)")
      #expect(error?.suggestion.isEmpty == false)
      #expect(server.requests.count == fault.requests)
    }
  }

  @Test func `a token that is not enough is told, and not repeated`() async throws {
    let error = await trial.error { _, _ in
      .text(403, "", [("x-error-message", "\(HubTrial.canary) may not")])
    }
    let summary = try #require(error?.summary)
    #expect(summary.hasSuffix("does not give ada/tiny to the owner of this token: [key] may not."))
  }

  @Test func `a file that is listed but missing is named`() async throws {
    let error = await trial.error { _, request in
      request.path.contains("/resolve/") ? .text(404, "") : Self.sample.answer(request)
    }
    #expect(error == .missingFile(model: "ada/tiny", path: "config.json"))
  }

  @Test(arguments: [
    "../config.json", "/etc/config.json", "a/../../config.json", #"a\config.json"#, "a//config.json",
    "./config.json", "config.json/..", "a/\u{1B}[2J/config.json", "",
  ])
  func `a name that leads out of the model is refused`(path: String) async throws {
    let error = await trial.error { _, request in HubSample([path: [1]]).answer(request) }
    #expect(error == .unsafePath(path))
    #expect(try trial.folder.names.isEmpty)
  }

  @Test(arguments: ["http://192.0.2.1/file", "ftp://127.0.0.1/file", "http://"])
  func `a redirect to where others could listen is not followed`(target: String) async {
    let error = await trial.error { _, request in
      request.path.contains("/resolve/")
        ? .text(302, "", [("location", target)]) : Self.sample.answer(request)
    }
    switch error {
    case .insecureAddress(host: "192.0.2.1"), .invalidAddress(target, _): break
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test func `redirects without end are told`() async throws {
    try await FaultServer.serve({ _, _ in .text(302, "", [("location", "/again")]) }) { server in
      await #expect(throws: HubError.endlessRedirects(address: server.address)) {
        try await trial.download(from: server.address)
      }
      #expect(server.requests.count == 11)
    }
  }

  @Test(arguments: ["<html>Sign in</html>", "[]", #"{"sha": "../main"}"#])
  func `an answer that is no list is told`(text: String) async {
    let error = await trial.error { _, _ in .text(200, text) }
    guard case .unreadableList = error else { Issue.record("\(String(describing: error))"); return }
  }

  @Test func `a list without end is not read for ever`() async {
    var small = trial
    small.limits.listBytes = 65_536
    let error = await small.error { _, _ in .text(200, String(repeating: " ", count: 1 << 20)) }
    #expect(error == .unreadableList(detail: "it is longer than 65536 bytes"))
    let turning = await trial.error { _, request in
      request.path.contains("/tree/")
        ? .text(200, "[]", [("link", #"<\#(HubTrial.nextPage(of: request))>; rel="next""#)])
        : Self.sample.answer(request)
    }
    #expect(turning == .unreadableList(detail: "it has no end"))
  }

  @Test func `a list may have several pages`() async throws {
    let rest = HubSample(["vocab.txt": Array("a".utf8)])
    try await trial.run { _, request in
      if request.path.hasSuffix("cursor=2") { return .text(200, rest.list) }
      if request.path.hasSuffix("vocab.txt") { return rest.answer(request) }
      return request.path.contains("/tree/")
        ? .text(200, Self.sample.list, [("link", #"<\#(HubTrial.nextPage(of: request))>; rel="next""#)])
        : Self.sample.answer(request)
    }
    #expect(try trial.contents.keys.sorted() == ["config.json", "vocab.txt"])
  }

  @Test func `a model that is too large is not begun`() async {
    var small = trial
    small.limits.modelBytes = 1
    #expect(await small.error { _, request in Self.sample.answer(request) } == .tooLarge(bytes: 2, limit: 1))
  }

  @Test func `more than the disk holds is not begun`() async {
    var large = trial
    large.limits.modelBytes = .max
    let list = #"[{"type": "file", "size": \#(Int.max), "path": "config.json", "oid": "0"}]"#
    let error = await large.error { _, request in
      request.path.contains("/tree/") ? .text(200, list) : Self.sample.answer(request)
    }
    #expect(error == .noRoom(path: large.place, needed: .max))
  }

  @Test func `a hub that falls silent is told`() async throws {
    var hasty = trial
    hasty.limits.silence = .seconds(1)
    hasty.limits.retry.tries = 1
    let error = await hasty.error { _, request in
      request.path.contains("/resolve/") ? .silence : Self.sample.answer(request)
    }
    guard case .silent(_, seconds: 1) = error else { Issue.record("\(String(describing: error))"); return }
  }

  @Test(arguments: [
    "", "tiny", "a/b/c", "../tiny", "a/..", "a/.b", "/tiny", "ada/", "a b/c", "ada/tiny?x", "ada/tiny\n",
  ])
  func `a name that could lead elsewhere is refused`(name: String) {
    #expect(throws: HubError.invalidName(name)) { try HubModel(name) }
  }

  @Test(arguments: ["http://example.org", "http://10.0.0.1"])
  func `a hub beyond this machine is asked by TLS alone`(address: String) throws {
    #expect(throws: HubError.self) { try HubModel(HubSample.name, hub: address) }
  }

  @Test(arguments: ["", "example.org", "ftp://example.org", "https://user:secret@example.org"])
  func `what is no address is refused, and a secret in it not repeated`(address: String) {
    let error = #expect(throws: HubError.self) { try HubModel(HubSample.name, hub: address) }
    #expect(error?.summary.contains("secret") == false)
  }

  @Test func `revisions and paths keep to their place in an address`() throws {
    let model = try HubModel(HubSample.name, revision: "refs/pr/1", hub: "https://hub.example/mirror/")
    #expect(model.revisionAddress == "https://hub.example/mirror/api/models/ada/tiny/revision/refs%2Fpr%2F1")
    #expect(
      model.address(of: "1_Pooling/a b?#.json", commit: "c")
        == "https://hub.example/mirror/ada/tiny/resolve/c/1_Pooling/a%20b%3F%23.json"
    )
  }
}

extension HubTrial {
  /// Where a list is said to go on.
  static func nextPage(of request: FaultServer.Request) -> String {
    "http://\(request.headers["host"]?.first ?? "")\(request.path)&cursor=2"
  }
}
