import Foundation

/// Where a pool is read from.
public enum PoolSource: Hashable, Sendable {
  /// A file, gzipped or not.
  case file(path: String)
  /// The program's standard input, gzipped or not.
  case standardInput

  /// Makes a source of a command's argument; `-` means standard input.
  public init(argument: String) {
    self = argument == "-" ? .standardInput : .file(path: argument)
  }

  /// What messages call the source: the path as it was given, or "standard input".
  public var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "standard input"
    }
  }

  /// What an instruction's `source` says when its record says nothing: the file's name without folders.
  var title: String {
    switch self {
    case .file(let path): URL(fileURLWithPath: path).lastPathComponent
    case .standardInput: name
    }
  }

  /// The size in bytes, or nil for what is not a regular file.
  var size: Int? {
    guard case .file(let path) = self else { return nil }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}
