public import Foundation

/// A folder of its own for a test, removed with everything in it when the test ends.
public final class TemporaryFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// Makes the folder.
  ///
  /// - Throws: What the file system reports.
  public init() throws {
    let name = "handpick-\(UUID().uuidString)"
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).resolvingSymlinksInPath().path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The folder as a URL.
  public var url: URL { URL(fileURLWithPath: path, isDirectory: true) }

  /// The path of a file inside.
  public func file(_ name: String) -> String { path + "/" + name }

  /// The names of everything inside, in order.
  ///
  /// - Throws: What the file system reports.
  public var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// The bytes of a file inside.
  ///
  /// - Throws: What the file system reports.
  public func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }

  /// The permission bits of a file inside.
  ///
  /// - Throws: What the file system reports.
  public func mode(_ name: String) throws -> Int {
    let permissions = try FileManager.default.attributesOfItem(atPath: file(name))[.posixPermissions]
    return (permissions as? NSNumber)?.intValue ?? 0
  }

  /// Writes bytes to a file inside and gives its path.
  ///
  /// - Throws: An error when not all of them could be written.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    // Foundation syncs what it writes, which takes minutes for thousands of files.
    guard let stream = fopen(file(name), "w") else { throw CocoaError(.fileWriteUnknown) }
    defer { fclose(stream) }
    let bytes = Array(bytes)
    guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else { throw CocoaError(.fileWriteUnknown) }
    return file(name)
  }

  /// Writes a text to a file inside and gives its path.
  ///
  /// - Throws: An error when not all of it could be written.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String { try write(text.utf8, to: name) }
}
