/// Spreads an amount evenly over time: so many requests, or tokens, a minute.
///
/// Nothing is saved up: who waits for an hour may not send an hour's worth at once.
struct Metronome: Sendable {
  private let beat: Duration
  private var next: ContinuousClock.Instant?

  /// Begins to count; nil where there is no limit.
  init?(perMinute limit: Int?) {
    guard let limit else { return nil }
    beat = .seconds(60) / Double(max(1, limit))
  }

  /// The moment from which on so much may go, which is the turn of nobody else then.
  mutating func turn(for amount: Int, at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let turn = max(now, next ?? now)
    next = turn + beat * amount
    return turn
  }

  /// Says that more went than was thought, or, with a negative number, less.
  mutating func correct(by amount: Int) {
    next = next.map { $0 + beat * amount }
  }
}
