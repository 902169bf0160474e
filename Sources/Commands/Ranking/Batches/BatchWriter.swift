import Interchange
import ModelClient

/// Writes questions into batch files, one after the other, as full as services take them.
///
/// The files appear when all of them are complete: half a batch is never sent.
actor BatchWriter {
  /// What services take in one file.
  struct Limits {
    var requests = 50_000
    var bytes = 200_000_000
  }

  private let limits: Limits
  private var series: FileSeries?
  /// What the file that is being written holds.
  private var (requests, bytes) = (0, 0)
  /// How many questions were written.
  private(set) var count = 0
  /// Why no more can be written.
  private(set) var failure: (any Error)?

  /// Names the file; of several the names get `-1`, `-2` and so on.
  ///
  /// - Throws: `CommandError` when it exists already, `InterchangeError` when it cannot be written.
  init(path: String, limits: Limits = Limits()) throws {
    self.limits = limits
    do {
      series = try FileSeries(path: path)
    } catch .exists(let path) {
      throw CommandError(
        "\(path) exists already.",
        suggestion:
          "Read its answers first (--batch-in), or name another file; a batch sent twice costs twice."
      )
    }
  }

  /// Appends a question.
  func write(_ request: BatchRequest) throws {
    do { try append(request) } catch {
      failure = error
      throw error
    }
  }

  private func append(_ request: BatchRequest) throws {
    let size = request.line.count
    guard size <= limits.bytes else {
      throw CommandError(
        "The question \(request.id) alone takes \(size) bytes; a batch file holds \(limits.bytes).",
        suggestion: "Lower --context-tokens, so that its candidates are cut to fit."
      )
    }
    if requests == limits.requests || bytes + size > limits.bytes {
      try series?.beginNext()
      (requests, bytes) = (0, 0)
    }
    try series?.write(request.line)
    requests += 1
    bytes += size
    count += 1
  }

  /// Makes the files appear.
  ///
  /// - Returns: Their paths; none when no question was written.
  func finish() throws -> [String] {
    guard count > 0 else { return [] }
    return try series.take()?.commit() ?? []
  }
}
