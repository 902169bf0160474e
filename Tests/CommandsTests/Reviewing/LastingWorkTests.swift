import Synchronization
import Testing

@testable import Commands

@Suite struct LastingWorkTests {
  @Test func `seconds are told while the work lasts, and none once it is done`() async {
    let (told, tell) = AsyncStream.makeStream(of: Int.self)
    let clock = HurriedClock()
    let result = await LastingWork(clock: clock).result {
      var seconds: [Int] = []
      for await second in told {
        seconds.append(second)
        if second == 3 { break }
      }
      return seconds
    } telling: {
      tell.yield($0)
    }
    #expect(result == [1, 2, 3])
    #expect(clock.isAsleep == false)
  }

  @Test func `work that is done at once is not told of`() async {
    let count = Mutex(0)
    let result = await LastingWork(clock: HurriedClock(seconds: 0)).result {
      "done"
    } telling: { _ in
      count.withLock { $0 += 1 }
    }
    #expect(result == "done")
    #expect(count.withLock { $0 } == 0)
  }
}

/// A clock whose first seconds are over at once; the one after them never is, but for a cancellation.
private final class HurriedClock: _Concurrency.Clock {
  typealias Instant = ContinuousClock.Instant

  private let state: Mutex<(seconds: Int, sleepers: Int)>

  init(seconds: Int = 3) { state = Mutex((seconds, 0)) }

  var now: Instant { ContinuousClock.now }
  var minimumResolution: Duration { .zero }
  var isAsleep: Bool { state.withLock { $0.sleepers > 0 } }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let isOver = state.withLock { state in
      state.seconds -= 1
      if state.seconds < 0 { state.sleepers += 1 }
      return state.seconds >= 0
    }
    guard !isOver else { return }
    defer { state.withLock { $0.sleepers -= 1 } }
    try await Task.sleep(for: .seconds(86_400))
  }
}
