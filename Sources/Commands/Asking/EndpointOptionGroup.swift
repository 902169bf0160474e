import ArgumentParser
import ModelClient
import Preferences

/// How an endpoint is reached, whatever it is asked for.
struct EndpointAccessOptionGroup: ParsableArguments {
  @Option(
    help: """
      An OpenAI-compatible endpoint: its address, such as http://127.0.0.1:8091 or https://api.openai.com/v1, or \
      the name of one that your configuration describes.
      """
  )
  var endpoint: String?

  @Option(
    help: """
      A file with the API key that nobody else can read. Default: what the configuration names; for an address \
      HANDPICK_API_KEY, then OPENAI_API_KEY.
      """
  )
  var keyFile: String?

  @Option(help: "The seconds after which a request is given up. Default: the configuration's, else 300.")
  var timeout: Int?

  @Flag(help: "Allow plain http to another machine than this one.")
  var allowPlainHttp = false

  @OptionGroup var file: ConfigurationOption

  func validate() throws {
    guard timeout ?? 1 > 0 else { throw ValidationError("--timeout must be at least 1.") }
  }

  /// What is known about the endpoint, options before configuration; nil when none is named.
  func profile(model: String?) throws -> EndpointProfile? {
    guard let endpoint else { return nil }
    var profile = try file.endpoints.profile(for: endpoint)
    if let model { profile.model = model }
    if let keyFile { profile.key = .file(keyFile) }
    if let timeout { profile.timeout = .seconds(timeout) }
    if allowPlainHttp { profile.allowsPlainHTTP = true }
    return profile
  }

  /// As `profile(model:)`, but with a model.
  ///
  /// - Throws: That neither an option nor the configuration names one.
  func profileWithModel(_ model: String?) throws -> EndpointProfile? {
    guard let endpoint, let profile = try profile(model: model) else { return nil }
    guard profile.model != nil else {
      throw CommandError(
        "No model is named for \(endpoint).",
        suggestion: "Add --model NAME; handpick doctor --endpoint \(endpoint) lists what the server has."
      )
    }
    return profile
  }
}

/// Where a model is asked.
struct EndpointOptionGroup: ParsableArguments {
  @OptionGroup var access: EndpointAccessOptionGroup

  @Option(help: "The model's name, as the endpoint knows it. Default: the one in the configuration.")
  var model: String?

  func validate() throws {
    guard model == nil || endpoint != nil else { throw ValidationError("--model needs an --endpoint.") }
  }

  /// The address or the name of the endpoint, as it was given.
  var endpoint: String? { access.endpoint }

  /// What is known about the endpoint, options before configuration; nil when none is named.
  var profile: EndpointProfile? {
    get throws { try access.profile(model: model) }
  }

  /// As `profile`, but with a model.
  ///
  /// - Throws: That neither an option nor the configuration names one.
  var profileWithModel: EndpointProfile? {
    get throws { try access.profileWithModel(model) }
  }
}

extension ConfigurationOption {
  /// The endpoints that the file describes.
  var endpoints: EndpointProfiles {
    get throws { try EndpointProfiles.load(environment: environment) }
  }
}

extension EndpointProfiles {
  /// The profile of a name, or one of an address of which nothing else is known.
  func profile(for nameOrAddress: String) throws -> EndpointProfile {
    if let profile = profiles[nameOrAddress] { return profile }
    guard !nameOrAddress.contains(where: { ":/".contains($0) }) else {
      return EndpointProfile(address: nameOrAddress, key: .standardVariables)
    }
    let choice =
      if let nearest = nearest(to: nameOrAddress) { "Did you mean \(nearest)?" } else if names.isEmpty {
        "The configuration has no endpoints yet; describe it there, or give an address."
      } else {
        "The configuration has \(names.joined(separator: ", ")); an address begins with https:// or http://."
      }
    throw CommandError("There is no endpoint \"\(nameOrAddress)\".", suggestion: choice)
  }
}
