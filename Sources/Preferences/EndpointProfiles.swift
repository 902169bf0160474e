public import ModelClient
import Workbench

/// The endpoints that a person has described in the configuration, by their names.
///
///     endpoints:
///       team:
///         url: https://llm.example.org/v1
///         model: qwen3-32b
///         key: { environment: TEAM_KEY }        # or { file: team.key }, with header: api-key if need be
///         schema: auto                          # or yes, json, none
///         allow-plain-http: false
///         limits: { concurrency: 32, requests-per-minute: 600, tokens-per-minute: 200000,
///                   context-tokens: 32768, timeout: 120 }
///         prices: { currency: USD, input: 0.15, output: 0.60 }    # of a million tokens
///         headers: { X-Project: picks }
///         body: { top_k: 20, max_tokens: null }
public struct EndpointProfiles: Equatable, Sendable {
  /// The profiles by their names.
  public var profiles: [String: EndpointProfile]

  /// Makes a list of profiles.
  public init(_ profiles: [String: EndpointProfile] = [:]) { self.profiles = profiles }

  /// The names, in alphabetical order.
  public var names: [String] { profiles.keys.sorted() }

  /// Reads the profiles of a configuration.
  ///
  /// - Parameters:
  ///   - yaml: The text of the file.
  ///   - file: The file's path, for messages and for a key file beside it.
  ///   - home: The folder that `~` stands for.
  /// - Throws: The first mistake among them; mistakes in other settings are others' to tell.
  public init(yaml: String, file: String, home: String? = nil) throws(ConfigurationError) {
    let document = try ConfigurationDocument(yaml: yaml, file: file)
    profiles = [:]
    for (setting, node) in try document.settings() where setting == .endpoints {
      profiles = try document.endpoints(in: node, home: home)
    }
  }

  /// Reads the person's file, if there is one.
  ///
  /// - Parameter environment: The environment's variables, which say where it is.
  /// - Returns: The profiles; none where there is no file.
  /// - Throws: The first mistake among them, or that a file that was named cannot be read.
  public static func load(environment: [String: String]) throws(ConfigurationError) -> EndpointProfiles {
    guard let file = try ConfigurationFile(environment: environment) else { return EndpointProfiles() }
    return try EndpointProfiles(yaml: file.yaml, file: file.path, home: environment["HOME"])
  }

  /// The name that is spelled most like this one, if any is.
  public func nearest(to name: String) -> String? { nearestName(to: name, among: names) }
}
