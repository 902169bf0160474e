import Foundation
import TextUI

#if canImport(Glibc)
  import Glibc
#endif

/// A bar on standard error that shows how far a long stage is; silent where standard error is no terminal.
struct ProgressLine {
  private let title: DisplayText
  private let isShown = isatty(STDERR_FILENO) == 1
  private var lastDrawn = ContinuousClock.now - .seconds(1)
  private let started = ContinuousClock.now
  private let first: Int

  /// Names the work, of which some may have been done before.
  init(_ title: DisplayText, from first: Int = 0) {
    self.title = title
    self.first = first
  }

  /// Shows a share of the work, at most ten times a second.
  mutating func show(_ done: Int, of total: Int?, note: DisplayText = "") {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - lastDrawn > .milliseconds(100) || done == total else { return }
    lastDrawn = now
    var line = title + " "
    if let total, total > 0 {
      let filled = min(20, done * 20 / total)
      line +=
        "[\(untrusted: String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled))] "
      line += "\(done)/\(total) "
      line += remaining(done: done, total: total, at: now)
    } else {
      line += "\(done) "
    }
    line += note
    FileHandle.standardError.write(Data("\r\(line.truncated(to: 78).plainText)\u{1B}[K".utf8))
  }

  /// Wipes the bar away.
  func finish() {
    guard isShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }

  private func remaining(done: Int, total: Int, at now: ContinuousClock.Instant) -> DisplayText {
    let elapsed = now - started
    guard done > first, elapsed > .seconds(2) else { return "" }
    let seconds = Int((elapsed / (done - first) * (total - done)).components.seconds)
    return seconds < 120 ? "\(seconds) s left " : "\(seconds / 60) min left "
  }
}
