/// Keeps what follows a lone escape from being taken for commands.
///
/// Over a slow link the rest of a key's sequence can arrive long after its first byte; for a moment after an
/// escape no letter counts.
struct EscapeGuard {
  /// How long no letter counts.
  static let duration: Duration = .milliseconds(300)

  private var end: ContinuousClock.Instant?

  /// Starts, or starts again.
  mutating func begin(at instant: ContinuousClock.Instant) {
    end = instant + Self.duration
  }

  /// Whether letters are to be ignored.
  func isActive(at instant: ContinuousClock.Instant) -> Bool {
    end.map { instant < $0 } ?? false
  }
}
