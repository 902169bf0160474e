import Fingerprint
import Foundation

/// The digest by which provenance names a file.
enum FileDigest {
  /// The SHA-256 of a file's bytes, in hexadecimal digits.
  static func sha256(ofFile path: String) throws -> String {
    do {
      return SHA256(of: try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)).hexadecimal
    } catch {
      throw CommandError("\(path) cannot be read.", suggestion: "Check the path and its permissions.")
    }
  }
}
