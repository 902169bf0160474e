import Foundation

/// A text of a page or two that somebody wrote in an editor: a guide, criteria.
struct TextFile {
  /// The longest text, in bytes.
  static let largest = 65_536

  /// The file; `-` is standard input.
  var path: String

  /// Reads the text, without line breaks at its end.
  ///
  /// - Throws: `CommandError` when it cannot be read, is too long or no UTF-8.
  func read() throws -> String {
    guard let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path),
      let bytes = try? handle.readUpTo(Self.largest + 1)
    else {
      throw CommandError("\(path) cannot be read.", suggestion: "Name a text file, or - for standard input.")
    }
    guard bytes.count <= Self.largest else {
      throw CommandError(
        "\(path) is longer than 64 KB.",
        suggestion: "A guide that is read beside the work has a page or two: keep to what decides."
      )
    }
    guard var text = String(data: bytes, encoding: .utf8) else {
      throw CommandError("\(path) is not UTF-8 text.", suggestion: "Save it as UTF-8.")
    }
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}

extension FileHandle {
  /// Reads to the end of the file, but no more than so many bytes.
  fileprivate func readUpTo(_ count: Int) throws -> Data {
    var bytes = Data()
    while bytes.count < count, let more = try read(upToCount: count - bytes.count), !more.isEmpty {
      bytes += more
    }
    return bytes
  }
}
