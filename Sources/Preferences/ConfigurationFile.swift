import Foundation

/// The text of a person's configuration file.
struct ConfigurationFile {
  /// The largest file that is read, in bytes.
  static let largest = 65_536

  /// The file's path.
  let path: String
  /// What it says.
  let yaml: String

  /// Reads the person's file; nil where there is none.
  ///
  /// - Parameter environment: The environment's variables, which say where it is.
  /// - Throws: That it cannot be read, or that a file that was named is not there.
  init?(environment: [String: String]) throws(ConfigurationError) {
    guard let location = ConfigurationLocation(environment: environment) else { return nil }
    guard let file = FileHandle(forReadingAtPath: location.path) else {
      if !location.isAskedFor, !FileManager.default.fileExists(atPath: location.path) { return nil }
      throw ConfigurationError(file: location.path, .unreadable)
    }
    defer { try? file.close() }
    let bytes: Data
    // There is nothing to read in an empty file, which is no error.
    do { bytes = try file.read(upToCount: Self.largest + 1) ?? Data() } catch {
      throw ConfigurationError(file: location.path, .unreadable)
    }
    guard let yaml = String(data: bytes, encoding: .utf8) else {
      throw ConfigurationError(file: location.path, .malformed("it is not UTF-8"))
    }
    path = location.path
    self.yaml = yaml
  }
}
