public import Foundation

/// How many decisions fell into each hour and each day, up to the newest decision; ready for a sparkline.
public struct Activity: Equatable, Sendable {
  /// Counts of equal stretches of time, oldest first.
  public struct Series: Equatable, Sendable {
    /// When the first stretch begins; nil without decisions.
    public let start: Date?
    /// How long a stretch is, in seconds.
    public let step: TimeInterval
    /// How many decisions fell into each stretch; it ends with the one that holds the newest decision.
    public let counts: [Int]
    /// How many decisions are older than the first stretch.
    public let earlier: Int
  }

  /// By the hour, over at most 48 hours.
  public let hours: Series

  /// By the day, over at most 60 days.
  public let days: Series

  /// Counts moments; hours and days begin on the clock of a place so many seconds ahead of UTC.
  init(_ moments: [Date], secondsFromUTC: Int) {
    hours = Series(moments, step: 3600, limit: 48, secondsFromUTC: secondsFromUTC)
    days = Series(moments, step: 86_400, limit: 60, secondsFromUTC: secondsFromUTC)
  }
}

extension Activity.Series {
  fileprivate init(_ moments: [Date], step: TimeInterval, limit: Int, secondsFromUTC: Int) {
    let numbers = moments.compactMap { moment in
      Int(exactly: ((moment.timeIntervalSince1970 + Double(secondsFromUTC)) / step).rounded(.down))
    }
    self.step = step
    guard let newest = numbers.max(), let oldest = numbers.min() else {
      (start, counts, earlier) = (nil, [], 0)
      return
    }
    let first = max(oldest, newest - limit + 1)
    var counts = [Int](repeating: 0, count: newest - first + 1)
    for number in numbers where number >= first { counts[number - first] += 1 }
    start = Date(timeIntervalSince1970: Double(first) * step - Double(secondsFromUTC))
    earlier = numbers.count { $0 < first }
    self.counts = counts
  }
}
