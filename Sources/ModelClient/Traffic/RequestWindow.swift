/// How many requests may be under way at once.
///
/// It opens by one for every round of answers and halves when the server has too much to do, as TCP does
/// (V. Jacobson, “Congestion avoidance and control”, SIGCOMM 1988).
struct RequestWindow: Sendable {
  private let limit: Double
  private var width: Double
  private var narrowed: ContinuousClock.Instant?

  /// Begins as wide as it may become.
  init(limit: Int) {
    // Nobody has a million connections; what is far beyond would not fit a whole number again.
    self.limit = Double(min(max(1, limit), 1 << 20))
    width = self.limit
  }

  /// The number of requests.
  var count: Int { Int(width) }

  /// Says that a request was answered in good time.
  mutating func widen() { width = min(limit, width + 1 / width) }

  /// Says that the server has too much to do.
  ///
  /// Requests that were under way when it narrowed last tell nothing new.
  ///
  /// - Parameters:
  ///   - began: When the request was sent that showed it.
  ///   - underWay: How many are under way.
  ///   - now: The present.
  mutating func narrow(
    began: ContinuousClock.Instant,
    underWay: Int,
    at now: ContinuousClock.Instant
  ) {
    if let narrowed, began < narrowed { return }
    width = max(1, min(width, Double(underWay)) / 2)
    narrowed = now
  }
}
