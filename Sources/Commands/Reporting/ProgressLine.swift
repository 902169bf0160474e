import Foundation
import TextUI

#if canImport(Glibc)
  import Glibc
#endif

/// A bar on standard error that shows how far a long stage is; silent where standard error is no terminal.
struct ProgressLine {
  private let write: (@Sendable (String) -> Void)?
  private let now: @Sendable () -> ContinuousClock.Instant
  private var title: DisplayText
  private var lastDrawn: ContinuousClock.Instant?
  private var started: ContinuousClock.Instant
  private var first: Int

  /// Names the work, of which some may have been done before.
  ///
  /// - Parameters:
  ///   - title: What is done.
  ///   - first: How much of it was done before.
  ///   - write: Takes what the terminal gets; nil for a line that is not shown.
  ///   - now: Tells the time.
  init(
    _ title: DisplayText,
    from first: Int = 0,
    write: (@Sendable (String) -> Void)? = Self.standardError,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.title = title
    self.first = first
    self.write = write
    self.now = now
    started = now()
  }

  /// Writes to standard error, where that is a terminal.
  static var standardError: (@Sendable (String) -> Void)? {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    return { FileHandle.standardError.write(Data($0.utf8)) }
  }

  /// Goes on with other work, which has a clock of its own, and shows what it is.
  mutating func begin(_ title: DisplayText) {
    self.title = title
    first = 0
    started = now()
    showTitle()
  }

  /// Shows what is done, where nothing can be said about how much of it.
  mutating func showTitle() { draw(title, at: now(), always: true) }

  /// Shows a share of the work, at most ten times a second; without a total no more than how much is done.
  mutating func show(_ done: Int, of total: Int?, note: DisplayText = "") {
    guard write != nil else { return }
    let now = now()
    var line = title + " "
    if let total, total > 0 {
      let filled = min(20, Int(Double(done) / Double(total) * 20))
      line +=
        "[\(untrusted: String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled))] "
      line += "\(done)/\(total) "
      line += remaining(done: done, total: total, at: now)
    } else {
      line += "\(done) "
    }
    draw(line + note, at: now, always: done == total)
  }

  /// Wipes the bar away.
  func finish() { write?("\r\u{1B}[K") }

  private mutating func draw(_ line: DisplayText, at time: ContinuousClock.Instant, always: Bool) {
    guard let write, always || lastDrawn.map({ time - $0 > .milliseconds(100) }) ?? true else { return }
    lastDrawn = time
    write("\r\(line.truncated(to: 78).plainText)\u{1B}[K")
  }

  private func remaining(done: Int, total: Int, at now: ContinuousClock.Instant) -> DisplayText {
    let elapsed = now - started
    guard done > first, elapsed > .seconds(2) else { return "" }
    let seconds = Int((elapsed / (done - first) * (total - done)).components.seconds)
    return seconds < 120 ? "\(seconds) s left " : "\(seconds / 60) min left "
  }
}
