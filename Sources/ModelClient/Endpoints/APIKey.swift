import Foundation

/// The secret that an endpoint asks for.
///
/// It cannot be printed, dumped, reflected or encoded by accident. It comes from the environment or from a
/// private file, never from an argument, which other users can read.
public struct APIKey: Sendable {
  private let secret: String

  /// Makes a key, or says why the text is none.
  ///
  /// - Parameters:
  ///   - text: The secret; white space around it is dropped, as editors end files with a line break.
  ///   - origin: Where the text came from, for the message: a variable's name or a path.
  /// - Throws: `ModelError.keyUnusable` when it is empty or holds anything but visible ASCII.
  public init(_ text: String, from origin: String) throws(ModelError) {
    let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !secret.isEmpty else { throw .keyUnusable(origin: origin, reason: "it is empty") }
    guard secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .keyUnusable(origin: origin, reason: "it holds spaces, line breaks or other odd characters")
    }
    self.secret = secret
  }

  /// The header that carries the key: one of that name, or `Authorization` (RFC 6750).
  func header(named name: String?) -> (name: String, value: String) {
    if let name { (name, secret) } else { ("authorization", "Bearer \(secret)") }
  }

  /// The text without the key, wherever a server echoed it.
  ///
  /// Short keys are words made up for local servers; taking those out would spoil honest text.
  func redacted(from text: String) -> String {
    secret.count < 8 ? text : text.replacingOccurrences(of: secret, with: "[key]")
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "(hidden key)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}

extension APIKey {
  /// The variables that are looked at, in this order, when none is named.
  public static let standardVariables = ["HANDPICK_API_KEY", "OPENAI_API_KEY"]

  /// The key in the first of the variables that is set and not empty, or nil.
  ///
  /// - Parameters:
  ///   - environment: The variables and their values; nil for those of this process.
  ///   - variables: The names to look at.
  /// - Returns: The key, or nil when no variable holds one.
  /// - Throws: `ModelError.keyUnusable` when the value is no key.
  public static func inEnvironment(
    _ environment: [String: String]? = nil,
    variables: [String] = standardVariables
  ) throws(ModelError) -> APIKey? {
    let environment = environment ?? ProcessInfo.processInfo.environment
    for variable in variables {
      guard let value = environment[variable], !value.isEmpty else { continue }
      return try APIKey(value, from: variable)
    }
    return nil
  }

  /// The key in a file that only its owner can read.
  ///
  /// - Throws: `ModelError.keyFileUnreadable`, `ModelError.keyFileShared` or `ModelError.keyUnusable`.
  public static func inFile(_ path: String) throws(ModelError) -> APIKey {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw .keyFileUnreadable(path: path, reason: String(cString: strerror(errno)))
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    // Asked of the open file, so that it cannot be exchanged between the look and the reading.
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .keyFileUnreadable(path: path, reason: "it is not a regular file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw .keyFileShared(path: path, mode: String(status.st_mode & 0o777, radix: 8))
    }
    let longest = 16_384
    guard let data = try? file.read(upToCount: longest), data.count < longest,
      let text = String(data: data, encoding: .utf8)
    else { throw .keyFileUnreadable(path: path, reason: "it is empty, too long or not text") }
    return try APIKey(text, from: path)
  }
}
