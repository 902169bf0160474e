import Foundation

extension Theme {
  /// The largest scheme file that is read, in bytes; usual ones have one or two thousand.
  static let largestFile = 65_536

  /// The theme that comes with the program under a name, or else the scheme in a file.
  ///
  /// - Parameter nameOrPath: One of `names`, or the path of a base16 scheme.
  /// - Returns: The theme, called by what was asked for.
  /// - Throws: What is wrong with the file, or that there is neither such a name nor such a file.
  public static func load(_ nameOrPath: String) throws(ThemeError) -> Theme {
    if let theme = named(nameOrPath) { return theme }
    guard let file = FileHandle(forReadingAtPath: nameOrPath) else { throw .notFound(name: nameOrPath) }
    defer { try? file.close() }
    let bytes: Data
    do {
      bytes = try file.read(upToCount: largestFile + 1) ?? Data()
    } catch {
      throw .malformed(theme: nameOrPath, detail: "it is not a file that can be read")
    }
    return try Theme(yaml: String(decoding: bytes, as: UTF8.self), name: nameOrPath)
  }
}
