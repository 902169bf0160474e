import Foundation
import Interchange
import ModelClient

/// Writes questions into batch files, one after the other, as full as services take them.
///
/// One file is called as it was asked for; of several the name gets `-1`, `-2` and so on. Nothing that exists is
/// written over: sending a file twice would cost twice.
actor BatchWriter {
  /// What services take in one file.
  struct Limits {
    var requests = 50_000
    var bytes = 200_000_000
  }

  private let path: String
  private let limits: Limits
  private var file: AtomicFile?
  private var (requests, bytes) = (0, 0)
  /// How many questions were written.
  private(set) var count = 0
  /// The files that are complete.
  private(set) var files: [String] = []

  /// Names the file; it appears when there is something in it.
  ///
  /// - Throws: `CommandError` when it exists already.
  init(path: String, limits: Limits = Limits()) throws {
    self.path = path
    self.limits = limits
    for name in [path, Self.name(1, of: path)] where FileManager.default.fileExists(atPath: name) {
      throw CommandError(
        "\(name) exists already.",
        suggestion:
          "Read its answers first (--batch-in), or name another file; a batch sent twice costs twice."
      )
    }
  }

  /// Appends a question.
  func write(_ request: BatchRequest) throws {
    if requests >= limits.requests || requests > 0 && bytes + request.line.count > limits.bytes {
      try finish()
    }
    if file == nil {
      file = try AtomicFile(path: files.isEmpty ? path : Self.name(files.count + 1, of: path))
    }
    try file?.write(request.line)
    requests += 1
    bytes += request.line.count
    count += 1
  }

  /// Completes the file that is being written.
  func finish() throws {
    guard let file = file.take() else { return }
    if files == [path] {
      let first = Self.name(1, of: path)
      guard rename(path, first) == 0 else { throw InterchangeError.cannotWrite(path: first, errno: errno) }
      files = [first]
    }
    try file.commit()
    files.append(files.isEmpty ? path : Self.name(files.count + 1, of: path))
    (requests, bytes) = (0, 0)
  }

  /// Removes what is complete, so that half a batch is never sent.
  func giveUp() {
    file = nil
    for file in files { unlink(file) }
    files = []
  }

  /// `batch.jsonl` becomes `batch-1.jsonl`.
  static func name(_ number: Int, of path: String) -> String {
    let url = URL(fileURLWithPath: path)
    let suffix = url.pathExtension.isEmpty ? "" : ".\(url.pathExtension)"
    return "\(path.dropLast(suffix.count))-\(number)\(suffix)"
  }
}
