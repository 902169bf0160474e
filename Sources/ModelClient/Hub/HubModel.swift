import Foundation

/// A model on a hub that speaks Hugging Face's layout, and how it is asked for.
public struct HubModel: Sendable {
  /// The hub that is asked when none is named.
  public static let standardHub = "https://huggingface.co"

  /// The variable that names another hub, as everybody's tools have it.
  public static let hubVariable = "HF_ENDPOINT"

  /// The variable that holds the token for private and gated models.
  public static let tokenVariable = "HF_TOKEN"

  /// The model's name: `OWNER/NAME`.
  public let name: String

  /// The branch, tag or commit to take.
  public let revision: String

  /// The hub's address, without a final slash.
  public let hub: String

  let token: APIKey?
  private let home: URLComponents

  /// Takes a model's name.
  ///
  /// - Parameters:
  ///   - name: The model's name, such as `sentence-transformers/all-MiniLM-L6-v2`.
  ///   - revision: The branch, tag or commit to take.
  ///   - hub: The address of the hub: https, or plain http to loopback.
  ///   - token: What the hub is shown, and nobody else.
  /// - Throws: `HubError` when one of them cannot be meant.
  public init(
    _ name: String,
    revision: String = "main",
    hub: String = standardHub,
    token: APIKey? = nil
  ) throws(HubError) {
    // A name is part of an address and of a path, and stays within both.
    guard name.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.\-]*\/[A-Za-z0-9_][A-Za-z0-9_.\-]*/) != nil else {
      throw .invalidName(name)
    }
    guard !revision.isEmpty else { throw .invalidRevision(revision) }
    guard var home = URLComponents(string: hub), let host = home.host, !host.isEmpty,
      let scheme = home.scheme?.lowercased(), ["http", "https"].contains(scheme)
    else { throw .invalidAddress(hub, reason: "it is no web address") }
    guard home.user == nil, home.password == nil, home.query == nil, home.fragment == nil else {
      throw .invalidAddress("(not shown)", reason: "it holds a user, password, query or fragment")
    }
    guard scheme == "https" || Endpoint.isLoopback(host) else { throw .insecureAddress(host: host) }
    home.scheme = scheme
    while home.path.hasSuffix("/") { home.path.removeLast() }
    self.name = name
    self.revision = revision
    self.hub = home.string ?? hub
    self.home = home
    self.token = token
  }

  /// Where a branch or tag is told by its commit.
  var revisionAddress: String { "\(hub)/api/models/\(name)/revision/\(escaped(revision))" }

  /// Where the files of a commit are listed.
  func listAddress(commit: String) -> String { "\(hub)/api/models/\(name)/tree/\(commit)?recursive=true" }

  /// Where a file of a commit is.
  func address(of path: String, commit: String) -> String {
    let path = path.split(separator: "/").map { escaped(String($0)) }.joined(separator: "/")
    return "\(hub)/\(name)/resolve/\(commit)/\(path)"
  }

  /// Whether an address is the hub's own, which may see the token.
  func isHome(_ address: URL) -> Bool {
    guard let parts = URLComponents(url: address, resolvingAgainstBaseURL: true) else { return false }
    return parts.scheme?.lowercased() == home.scheme && parts.host?.lowercased() == home.host?.lowercased()
      && parts.port == home.port
  }

  private func escaped(_ text: String) -> String {
    // What RFC 3986 (2.3) calls unreserved.
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    let plain = CharacterSet(charactersIn: letters + "0123456789-._~")
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
  }
}
