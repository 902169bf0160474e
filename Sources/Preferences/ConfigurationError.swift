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
    case .tooLarge: "The configuration is larger than \(RoomConfiguration.largestFile) bytes."
    case .malformed(let detail): "The configuration cannot be read: \(detail)."
    case .anchor: "The configuration has an anchor or an alias (& or *)."
    case .unknownSetting(let name, _): "There is no setting \"\(name)\"."
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
    case .tooLarge: "Keep only preset, theme, mouse, ascii and keys in it."
    case .malformed: "Put signs such as [ ] { } ? : # & * ! in quotes, and indent with spaces: help: \"?\"."
    case .anchor: "Write out what it stands for, or put the sign in quotes."
    case .unknownSetting(_, let nearest?), .unknownAction(_, let nearest?): "Did you mean \(nearest)?"
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
