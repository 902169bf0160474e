import Foundation

extension RoomConfiguration {
  /// The largest file that is read, in bytes.
  static let largestFile = 65_536

  /// Reads the person's file, if there is one.
  ///
  /// - Parameter environment: The environment's variables, which say where it is.
  /// - Returns: What the file sets; the standard where there is none.
  /// - Throws: The first mistake in the file, or that a file that was named cannot be read.
  public static func load(
    environment: [String: String]
  ) throws(ConfigurationError) -> RoomConfiguration {
    guard let location = ConfigurationLocation(environment: environment) else { return .standard }
    guard let file = FileHandle(forReadingAtPath: location.path) else {
      if !location.isAskedFor, !FileManager.default.fileExists(atPath: location.path) { return .standard }
      throw ConfigurationError(file: location.path, .unreadable)
    }
    defer { try? file.close() }
    guard let bytes = try? file.read(upToCount: largestFile + 1) else {
      throw ConfigurationError(file: location.path, .unreadable)
    }
    guard let yaml = String(data: bytes, encoding: .utf8) else {
      throw ConfigurationError(file: location.path, .malformed("it is not UTF-8"))
    }
    return try RoomConfiguration(yaml: yaml, file: location.path, home: environment["HOME"])
  }
}
