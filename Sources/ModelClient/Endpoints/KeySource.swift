/// Where an endpoint's key is kept; never the key itself.
public enum KeySource: Equatable, Sendable {
  /// No key is sent.
  case nowhere
  /// The first of the usual variables that is set, if any is.
  case standardVariables
  /// A variable of the environment, which must be set.
  case variable(String)
  /// A file that only its owner can read.
  case file(String)

  /// Reads the key.
  ///
  /// - Parameter environment: The variables and their values; nil for those of this process.
  /// - Returns: The key, or nil when none is sent.
  /// - Throws: `ModelError` about a key that is not there or is none.
  public func key(in environment: [String: String]? = nil) throws(ModelError) -> APIKey? {
    switch self {
    case .nowhere: return nil
    case .standardVariables: return try .inEnvironment(environment)
    case .file(let path): return try .inFile(path)
    case .variable(let name):
      guard let key = try APIKey.inEnvironment(environment, variables: [name]) else {
        throw .keyUnusable(origin: name, reason: "the variable is not set")
      }
      return key
    }
  }
}
