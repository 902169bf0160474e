/// Lets requests out no faster than an endpoint's limits and its own complaints allow.
actor Traffic {
  /// A request that was let out.
  struct Pass: Sendable {
    fileprivate var began: ContinuousClock.Instant
    fileprivate var reserved: Int
  }

  /// What became of a request.
  enum Outcome: Sendable {
    /// It was answered; how many tokens that took, if the server says so.
    case answered(tokens: Int?)
    /// The server has too much to do, or did not answer in time.
    case overloaded
    /// Something else, which says nothing about traffic.
    case failed
  }

  private var window: RequestWindow
  private var requests: Metronome?
  private var tokens: Metronome?
  private let longest: Duration
  private let pause: @Sendable (Duration) async throws -> Void
  private let now: @Sendable () -> ContinuousClock.Instant

  private var underWay = 0
  private var heldUntil: ContinuousClock.Instant?
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// Sets the limits.
  ///
  /// - Parameters:
  ///   - rates: What the endpoint allows.
  ///   - timeLimit: When a request is given up: answers that take half as long already show a busy server.
  ///   - pause: Waits.
  ///   - now: The present.
  init(
    rates: RateLimits,
    timeLimit: Duration,
    pause: @escaping @Sendable (Duration) async throws -> Void,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    window = RequestWindow(limit: rates.concurrency ?? .max)
    requests = Metronome(perMinute: rates.requestsPerMinute)
    tokens = Metronome(perMinute: rates.tokensPerMinute)
    longest = timeLimit / 2
    self.pause = pause
    self.now = now
  }

  /// How many requests may be under way.
  var width: Int { window.count }

  /// Waits until a request of about so many tokens may be sent; each that enters must leave.
  ///
  /// - Throws: `ModelError.cancelled`.
  func enter(tokens amount: Int) async throws(ModelError) -> Pass {
    while underWay >= window.count, !Task.isCancelled {
      await withCheckedContinuation { waiting.append($0) }
    }
    guard !Task.isCancelled else { throw .cancelled }
    underWay += 1
    var reached = now()
    let turn = max(
      requests?.turn(for: 1, at: reached) ?? reached,
      tokens?.turn(for: amount, at: reached) ?? reached
    )
    // Others may be told to wait longer while this one waits.
    while case let until = max(turn, heldUntil ?? turn), until > reached {
      do { try await pause(until - reached) } catch {
        letNextIn()
        throw .cancelled
      }
      reached = until
    }
    return Pass(began: now(), reserved: amount)
  }

  /// Says what became of a request.
  func leave(_ pass: Pass, _ outcome: Outcome) {
    switch outcome {
    case .answered(let used):
      if let used { tokens?.correct(by: used - pass.reserved) }
      if now() - pass.began > longest {
        window.narrow(began: pass.began, underWay: underWay, at: now())
      } else {
        window.widen()
      }
    case .overloaded: window.narrow(began: pass.began, underWay: underWay, at: now())
    case .failed: break
    }
    letNextIn()
  }

  /// Lets nobody out for a while, as the server asks.
  func hold(for wait: Duration) {
    heldUntil = max(now() + wait, heldUntil ?? now())
  }

  private func letNextIn() {
    underWay -= 1
    for comer in waiting { comer.resume() }
    waiting = []
  }
}
