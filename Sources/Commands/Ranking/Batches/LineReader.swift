import Foundation
import Interchange

/// The lines of a file of any size, one at a time.
struct LineReader: ~Copyable {
  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  private var line: UnsafeMutablePointer<CChar>?
  private var capacity = 0

  init(path: String) throws(InterchangeError) {
    guard let file = fopen(path, "re") else { throw .cannotRead(file: path, errno: errno) }
    self.path = path
    self.file = file
  }

  deinit {
    free(line)
    fclose(file)
  }

  /// The next line without its line break, or nil at the end.
  mutating func next() throws(InterchangeError) -> [UInt8]? {
    errno = 0
    let count = getline(&line, &capacity, file)
    guard count >= 0, let line else {
      guard ferror(file) == 0 else { throw .cannotRead(file: path, errno: errno) }
      return nil
    }
    let bytes = UnsafeRawBufferPointer(start: line, count: count)
    return Array(bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...])
  }
}
