/// Tells once a second how long something has taken, for as long as it lasts.
struct LastingWork {
  /// What tells when a second is over.
  var clock: any _Concurrency.Clock<Duration> = ContinuousClock()

  /// Does some work.
  ///
  /// - Parameters:
  ///   - work: What may last.
  ///   - tell: Takes the seconds so far, from 1.
  /// - Returns: What came of the work.
  func result<Value: Sendable>(
    of work: () async -> Value,
    telling tell: @escaping @Sendable (_ seconds: Int) -> Void
  ) async -> Value {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [clock] in
        var seconds = 0
        // It ends when it is cancelled.
        while (try? await clock.sleep(for: .seconds(1))) != nil {
          seconds += 1
          tell(seconds)
        }
      }
      let value = await work()
      group.cancelAll()
      return value
    }
  }
}
