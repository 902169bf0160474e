public import ModelClient
public import Workbench

/// A mistake in a configuration file.
public struct ConfigurationError: Error, Equatable, Sendable {
  /// What can be wrong.
  public enum Problem: Equatable, Sendable {
    /// The file cannot be read.
    case unreadable
    /// The file is larger than any configuration.
    case tooLarge
    /// The file is not YAML, or not a table of names and values.
    case malformed(String)
    /// Anchors and aliases, which can make a small file stand for a huge one.
    case anchor
    /// There is no such setting.
    case unknownSetting(String, nearest: String?)
    /// A table has no such name; the path, and the names that it could have.
    case unknownField(String, nearest: String?, fields: [String])
    /// Something must be there and is not; its path.
    case missingField(String, expected: String)
    /// Where a key is kept should stand here, and maybe a key does; the path.
    case writtenKey(String)
    /// An endpoint cannot be asked as it is described.
    case endpoint(ModelError)
    /// A setting has a value that it cannot have.
    case invalidValue(setting: String, value: String, expected: String)
    /// There is no such action.
    case unknownAction(String, nearest: String?)
    /// There is no such place for keys.
    case unknownPlace(String)
    /// An action has nothing where its keys should be.
    case noKey(action: String)
    /// A key cannot be had as it is wanted.
    case key(KeyMapError)
  }

  /// The file's path.
  public let file: String
  /// The line, from 1; nil where the whole file is meant.
  public let line: Int?
  /// What is wrong.
  public let problem: Problem

  /// Makes an error.
  public init(file: String, line: Int? = nil, _ problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  /// What is wrong and where; it may quote the file.
  public var summary: String {
    file + (line.map { ", line \($0)" } ?? "") + ": " + problem.summary
  }

  /// What to do.
  public var suggestion: String { problem.suggestion }
}

extension ConfigurationError.Problem {
  fileprivate var summary: String {
    switch self {
    case .unreadable: "The configuration cannot be read."
    case .tooLarge: "The configuration is larger than \(ConfigurationFile.largest) bytes."
    case .malformed(let detail): "The configuration cannot be read: \(detail)."
    case .anchor: "The configuration has an anchor or an alias (& or *)."
    case .unknownSetting(let name, _): "There is no setting \"\(name)\"."
    case .unknownField(let path, _, _): "There is no \"\(path)\"."
    case .missingField(let path, _): "\(path) is missing."
    case .writtenKey(let path): "\(path) does not say where the key is kept; what it says is not shown."
    case .endpoint(let error): error.summary
    case .invalidValue(let setting, let value, _): "\(setting) cannot be \"\(value)\"."
    case .unknownAction(let name, _): "There is no action \"\(name)\"."
    case .unknownPlace(let name): "There is no place \"\(name)\"."
    case .noKey(let action): "\(action) is given no key."
    case .key(let error): error.summary
    }
  }

  fileprivate var suggestion: String {
    switch self {
    case .unreadable: "See to it that it is a file that you may read, or name another in HANDPICK_CONFIG."
    case .tooLarge: "Keep only \(Setting.names) in it."
    case .malformed: "Put signs such as [ ] { } ? : # & * ! in quotes, and indent with spaces: help: \"?\"."
    case .anchor: "Write out what it stands for, or put the sign in quotes."
    case .unknownSetting(_, let nearest?), .unknownAction(_, let nearest?): "Did you mean \(nearest)?"
    case .unknownField(_, let nearest?, _): "Did you mean \(nearest)?"
    case .unknownField(_, nil, let fields): "Its names are \(fields.joined(separator: ", "))."
    case .missingField(_, let expected): expected
    case .writtenKey:
      "Keys are not kept in the configuration. Write { environment: NAME } or { file: PATH } instead."
    case .endpoint(.insecureAddress): "Use https, or write allow-plain-http: true if the network is yours."
    case .endpoint(let error): error.suggestion
    case .unknownSetting(_, nil): "The settings are \(Setting.names)."
    case .unknownAction(_, nil): "Actions have their names from the command line; ? in the room lists them."
    case .invalidValue(_, _, let expected): expected
    case .unknownPlace:
      "The places are \(Binding.Context.allCases.map(\.rawValue).joined(separator: ", "))."
    case .noKey(let action): "Name a key, in quotes where it is a sign, or write \(action): [] for none."
    case .key(let error): error.suggestion
    }
  }
}
