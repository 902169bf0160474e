import Foundation
import NIOSSL
import TestSupport
import Testing

@testable import ModelClient

/// What a person reads when a server has a bad day.
@Suite struct TransportFaultTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var answer: FaultServer.Answer
    /// The message, or how it begins when it ends in the words of somebody else.
    var message: String
    /// How many requests are sent.
    var requests = 1

    var testDescription: String { name }
  }

  private static let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"

  static let faults = [
    Fault(
      name: "429",
      answer: .text(429, "slow down"),
      message: "The server keeps saying that it gets too many requests: slow down.",
      requests: 3
    ),
    Fault(
      name: "429 with a long wait",
      answer: .text(429, #"{"error": "quota"}"#, [("retry-after", "3600")]),
      message: "The server asks to wait for 3600 s: quota."
    ),
    Fault(
      name: "500",
      answer: .text(500, "oops"),
      message: "The server failed (HTTP 500): oops.",
      requests: 3
    ),
    Fault(
      name: "stalled body",
      answer: .stall(after: #"{"choices": ["#),
      message: "No whole reply came within 0.3 s."
    ),
    Fault(name: "no byte", answer: .silence, message: "No whole reply came within 0.3 s."),
    Fault(
      name: "late first byte",
      answer: .late(.seconds(30), .fine),
      message: "No whole reply came within 0.3 s."
    ),
    Fault(
      name: "half a reply",
      answer: .half(#"{"choices": ["#),
      message: "The connection broke before the reply was whole: ",
      requests: 3
    ),
    Fault(
      name: "no reply",
      answer: .raw(""),
      message: "The connection broke before the reply was whole: ",
      requests: 3
    ),
    Fault(
      name: "wrong JSON",
      answer: .text(200, #"{"choices": 3}"#),
      message: #"The reply is not that of a chat server: {"choices": 3}."#
    ),
    Fault(
      name: "a page",
      answer: .text(200, "<html>Sign in</html>", [("content-type", "text/html")]),
      message: "The reply is not that of a chat server: <html>Sign in</html>."
    ),
    Fault(
      name: "a stream",
      answer: .text(200, "data: {}\n\n", [("content-type", "text/event-stream")]),
      message: "The reply is not that of a chat server: data: {}."
    ),
    Fault(
      name: "not HTTP",
      answer: .raw("SSH-2.0-OpenSSH_9.2\r\n"),
      message: "The connection broke before the reply was whole: ",
      requests: 3
    ),
    Fault(
      name: "nonsense for a chunk",
      answer: .raw(chunked + "tea\r\n{}\r\n"),
      message: "The connection broke before the reply was whole: ",
      requests: 3
    ),
    Fault(
      name: "chunks without an end",
      answer: .rawStall(
        chunked + String(repeating: "400\r\n\(String(repeating: " ", count: 1_024))\r\n", count: 99)
      ),
      message: "The reply is longer than 65536 bytes."
    ),
    Fault(
      name: "a head without an end",
      answer: .raw("HTTP/1.1 200 OK\r\nx: " + String(repeating: "x", count: 1 << 20)),
      message: "The connection broke before the reply was whole: ",
      requests: 3
    ),
    Fault(
      name: "a huge body",
      answer: .text(200, String(repeating: " ", count: 1 << 20)),
      message: "The reply is longer than 65536 bytes."
    ),
    Fault(
      name: "a bomb",
      answer: .whole(200, [("content-encoding", "gzip")], body: gzippedSpaces(50 << 20)),
      message: "The reply is longer than 65536 bytes."
    ),
    Fault(
      name: "no gzip",
      answer: .text(200, "plain", [("content-encoding", "gzip")]),
      message: "The connection broke before the reply was whole: ",
      requests: 3
    ),
  ]

  @Test(arguments: faults) func `a fault has its message, and is not hoped away for ever`(fault: Fault)
    async throws
  {
    let needsPatience = !fault.message.contains("0.3 s")
    let trial = try await EndpointTrial.ask(
      timeout: needsPatience ? EndpointTrial.patience : .milliseconds(300),
      replyBytes: 65_536
    ) { _, _ in fault.answer }
    let error = try #require(trial.error)
    #expect(error.summary.hasPrefix(fault.message), "\(error.summary)")
    #expect(error.summary.hasSuffix(".") && error.summary.count < 600 && !error.summary.contains("canary"))
    #expect(!error.suggestion.isEmpty)
    #expect(trial.requests.count == fault.requests)
  }

  @Test(arguments: ["text/html", "application/octet-stream", ""])
  func `a reply is read whatever it is called`(type: String) async throws {
    let trial = try await EndpointTrial.ask { _, _ in .text(200, completion("fine"), [("content-type", type)])
    }
    #expect(trial.text == "fine")
  }

  @Test func `a first byte may come late`() async throws {
    let trial = try await EndpointTrial.ask { _, _ in .late(.milliseconds(200), .fine) }
    #expect(trial.text == "fine" && trial.requests.count == 1)
  }

  @Test func `a wait may be asked for by a date`() async throws {
    let past = try await EndpointTrial.ask { number, _ in
      number == 0 ? .text(429, "busy", [("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")]) : .fine
    }
    #expect(past.text == "fine" && past.waits.allSatisfy { $0 == .zero } && past.requests.count == 2)
    let far = try await EndpointTrial.ask { _, _ in
      .text(429, "busy", [("retry-after", "Fri, 01 Jan 2100 00:00:00 GMT")])
    }
    guard case .rateLimited(let seconds?, "busy") = far.error else { Issue.record("\(far.exchange)"); return }
    #expect(seconds > 1_000_000 && far.waits.isEmpty && far.requests.count == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect to another host is not followed, and told`(status: Int) async throws {
    try await FaultServer.serve({ _, _ in .fine }) { other in
      let target = other.address + "/v1/chat/completions"
      let trial = try await EndpointTrial.ask { _, _ in .text(status, "", [("location", target)]) }
      let summary = try #require(trial.error?.summary)
      #expect(
        summary.hasSuffix("sends elsewhere (\(target)); the key and the pool were not sent there."),
        "\(summary)"
      )
      #expect(trial.requests.count == 1 && other.requests.isEmpty)
    }
  }

  @Test func `a certificate that nobody vouches for is refused before anything is sent`() async throws {
    let trial = try await EndpointTrial.ask(encryption: .selfSigned) { _, _ in .fine }
    let error = try #require(trial.error)
    guard case .untrusted(let address, _) = error else { Issue.record("\(error)"); return }
    #expect(
      error.summary == """
        The certificate of \(address) is not trusted: no authority that this machine trusts has signed it, or it \
        has expired. Nothing was sent.
        """
    )
    #expect(error.endsRun && trial.requests.isEmpty && trial.exchange.tries == 1)
  }

  @Test func `a certificate of another host is told as that`() async throws {
    let endpoint = try EndpointTrial.endpoint("https://a.example")
    let error = try await HTTPTransport.withTransport(to: endpoint) {
      $0.modelError(for: NIOSSLExtraError.failedToValidateHostname)
    }
    #expect(error == .untrusted(address: "https://a.example/v1", reason: "it is for another host"))
  }

  @Test func `a server without TLS is told from one that nobody trusts`() async throws {
    try await FaultServer.serve({ _, _ in .fine }) { server in
      let address = server.address.replacing("http:", with: "https:")
      let trial = try await EndpointTrial.ask(at: address, of: server)
      let error = try #require(trial.error)
      guard case .notEncrypted = error else { Issue.record("\(error)"); return }
      #expect(error.summary.hasPrefix("No TLS connection to \(address)/v1"))
      #expect(server.requests.isEmpty && trial.exchange.tries == 1)
    }
  }
}
