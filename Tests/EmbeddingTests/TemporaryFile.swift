import Foundation

/// Writes bytes to a file of their own, runs a body with its path and removes it.
func withTemporaryFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
  let file = FileManager.default.temporaryDirectory.appending(path: "handpick-\(UUID().uuidString)")
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  try body(file.path(percentEncoded: false))
}
