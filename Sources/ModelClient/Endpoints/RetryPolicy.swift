import Foundation

/// How often a request is sent again, and after what wait.
public struct RetryPolicy: Sendable {
  /// The most HTTP requests for one question, the first included.
  public var tries: Int
  /// The wait before the second try; it doubles with each further one.
  public var firstWait: Duration
  /// The longest wait, and the longest that a server may ask for.
  public var longestWait: Duration
  /// Waits; a test waits otherwise.
  var pause: @Sendable (Duration) async throws -> Void

  /// Sets the policy.
  public init(tries: Int = 5, firstWait: Duration = .milliseconds(500), longestWait: Duration = .seconds(60))
  {
    self.init(tries: tries, firstWait: firstWait, longestWait: longestWait) { try await Task.sleep(for: $0) }
  }

  init(
    tries: Int,
    firstWait: Duration,
    longestWait: Duration,
    pause: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.tries = max(1, tries)
    self.firstWait = firstWait
    self.longestWait = longestWait
    self.pause = pause
  }

  /// The wait before a try, from 2.
  ///
  /// Half of it is fixed and half by chance, so that many clients do not return at once.
  func backoff(before attempt: Int) -> Duration {
    let doubled = firstWait * (1 << min(max(attempt - 2, 0), 20))
    return min(doubled, longestWait) * Double.random(in: 0.5...1)
  }

  /// The wait that a `Retry-After` header asks for (RFC 9110, 10.2.3): seconds or a date; nil if neither.
  static func wait(retryAfter value: String, now: Date) -> Duration? {
    let value = value.trimmingCharacters(in: .whitespaces)
    if let seconds = Double(value), seconds.isFinite {
      return seconds < 0 ? nil : .seconds(min(seconds, 1e9))
    }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    guard let date = format.date(from: value) else { return nil }
    return .seconds(max(0, date.timeIntervalSince(now)))
  }
}
