import Foundation
import NIOCore
import NIOPosix

extension HTTPTransport {
  /// What the first request tells about the way to the server.
  ///
  /// - Parameter error: What became of it; nil when it was answered as it should.
  /// - Returns: The findings, of which the last may be bad.
  func findings(_ error: ModelError?) async -> [EndpointFinding] {
    let parts = URLComponents(string: endpoint.base)
    let (host, scheme) = (parts?.host ?? "", parts?.scheme ?? "")
    let port = parts?.port ?? (scheme == "https" ? 443 : 80)
    let name = EndpointFinding(.name, .good, "\(host) is known")
    let connection = EndpointFinding(.connection, .good, "something answers on port \(port)")
    var isSilentInTLS = false
    if case .unreachable? = error, scheme == "https" { isSilentInTLS = await isOpen(port, of: host) }
    switch error {
    case .unknownHost?:
      return [EndpointFinding(.name, .bad, "nobody knows the name \(host)", advice: error?.suggestion)]
    case .unreachable? where isSilentInTLS:
      let advice =
        "Check that the server speaks https here; if it is yours, its address may begin with http://."
      return [name, connection, EndpointFinding(.encryption, .bad, "no answer in TLS", advice: advice)]
    case .unreachable(_, let detail)?:
      let advice = "Check that the server runs, that the port is right, and that no firewall is in between."
      return [name, EndpointFinding(.connection, .bad, "none on port \(port): \(detail)", advice: advice)]
    case .untrusted?, .notEncrypted?:
      return [name, connection, finding(error, as: .encryption)]
    case .timedOut?, .connectionLost?, .replyTooLong?, .redirected?, .cancelled?:
      return [name, finding(error, as: .connection)]
    case .unauthorized?:
      return [name, connection, encryption, finding(error, as: .key)]
    default:
      return [name, connection, encryption]
    }
  }

  /// Whether a connection without any encryption can be made; nothing is sent.
  private func isOpen(_ port: Int, of host: String) async -> Bool {
    let bootstrap = ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connectTimeout(.seconds(5))
    let host = host.trimmingCharacters(in: ["[", "]"])
    guard let channel = try? await bootstrap.connect(host: host, port: port).get() else { return false }
    try? await channel.close()
    return true
  }

  private var encryption: EndpointFinding {
    if endpoint.base.hasPrefix("https:") {
      return EndpointFinding(.encryption, .good, "TLS, and the certificate is trusted")
    }
    if endpoint.isLocal { return EndpointFinding(.encryption, .good, "none; the server is on this machine") }
    return EndpointFinding(
      .encryption,
      .notable,
      "none: whoever is in between can read the pool and the key",
      advice: "Use https, unless the network in between is yours."
    )
  }

  /// What is wrong when a model gives no reply.
  func finding(_ error: ModelError, askingFor model: String) -> EndpointFinding {
    switch error {
    case .unauthorized: return finding(error, as: .key)
    case .notFound: return finding(error, as: .model)
    case .refused(_, let detail) where detail.contains("max_completion_tokens"):
      let advice =
        "Write body: { max_tokens: null, max_completion_tokens: 4000 } for it in the configuration."
      return EndpointFinding(.reply, .bad, error.summary, advice: advice)
    case .refused(_, let detail) where detail.contains(/temperature|presence_penalty/):
      let advice = """
        Write body: { temperature: null, presence_penalty: null } for it in the configuration, or rank with \
        --server-sampling.
        """
      return EndpointFinding(.reply, .bad, error.summary, advice: advice)
    case .refused(_, let detail) where detail.lowercased().contains("model") && detail.contains(model):
      return finding(error, as: .model)
    default: return finding(error, as: .reply)
    }
  }

  private func finding(_ error: ModelError?, as check: EndpointFinding.Check) -> EndpointFinding {
    EndpointFinding(check, .bad, error?.summary ?? "", advice: error?.suggestion)
  }
}
