import Foundation
import Synchronization
import Testing

@testable import ModelClient

@Suite struct TrafficTests {
  private static let start = ContinuousClock.now

  /// Time that passes only when somebody waits.
  private final class Time: Sendable {
    private let elapsed = Mutex(Duration.zero)
    private let pauses = Mutex<[Duration]>([])
    var now: ContinuousClock.Instant { TrafficTests.start + elapsed.withLock { $0 } }
    var waits: [Duration] { pauses.withLock { $0 } }

    func pass(_ duration: Duration) { elapsed.withLock { $0 += duration } }

    func wait(_ duration: Duration) {
      pauses.withLock { $0.append(duration) }
      pass(duration)
    }
  }

  /// How many are doing something, and how many were at most.
  private actor Census {
    private var now = 0
    private(set) var most = 0

    func come() {
      now += 1
      most = max(most, now)
    }

    func go() { now -= 1 }
  }

  private func traffic(_ rates: RateLimits, in time: Time, timeLimit: Duration = .seconds(100)) -> Traffic {
    Traffic(rates: rates, timeLimit: timeLimit, pause: { time.wait($0) }, now: { time.now })
  }

  @Test func `in no minute are there more turns than allowed, and none is wasted`() throws {
    var metronome = try #require(Metronome(perMinute: 30))
    let turns = (0..<120).map { _ in metronome.turn(for: 1, at: Self.start) }
    #expect(turns.first == Self.start && turns[30] == Self.start + .seconds(60))
    for turn in turns { #expect(turns.count { $0 >= turn && $0 < turn + .seconds(60) } <= 30) }
    // Who has waited for an hour may not send an hour's worth at once.
    let later = Self.start + .seconds(3_600)
    #expect(metronome.turn(for: 1, at: later) == later)
    #expect(metronome.turn(for: 1, at: later) == later + .seconds(2))
    #expect(Metronome(perMinute: nil) == nil)
  }

  @Test func `what was taken for more than it was is given back`() throws {
    var metronome = try #require(Metronome(perMinute: 600))
    _ = metronome.turn(for: 100, at: Self.start)
    metronome.correct(by: -40)
    #expect(metronome.turn(for: 1, at: Self.start) == Self.start + .seconds(6))
  }

  @Test func `the window halves once for all that was under way, and opens by one a round`() {
    var window = RequestWindow(limit: 32)
    let (sent, now) = (Self.start, Self.start + .seconds(1))
    for _ in 0..<32 { window.narrow(began: sent, underWay: 32, at: now) }
    #expect(window.count == 16)
    window.narrow(began: now, underWay: 16, at: now + .seconds(1))
    #expect(window.count == 8)
    for _ in 0..<9 { window.widen() }
    #expect(window.count == 9)
    for _ in 0..<2_000 { window.widen() }
    #expect(window.count == 32)
    for round in 2..<20 {
      window.narrow(began: now + .seconds(round), underWay: 1, at: now + .seconds(round))
    }
    #expect(window.count == 1)
  }

  @Test func `the window of an endpoint without a limit narrows from what is under way`() {
    var window = RequestWindow(limit: .max)
    window.widen()
    window.narrow(began: Self.start, underWay: 10, at: Self.start)
    #expect(window.count == 5)
  }

  @Test func `requests and tokens keep their pace, whichever is slower`() async throws {
    let time = Time()
    let traffic = traffic(RateLimits(requestsPerMinute: 60, tokensPerMinute: 6_000), in: time)
    for _ in 0..<3 { await traffic.leave(try await traffic.enter(tokens: 50), .failed) }
    #expect(time.waits == [.seconds(1), .seconds(1)])
    await traffic.leave(try await traffic.enter(tokens: 1_000), .answered(tokens: 400))
    _ = try await traffic.enter(tokens: 1)
    // Since its turn, a second before it could be sent, 400 tokens take four seconds.
    #expect(time.waits.dropFirst(2) == [.seconds(1), .seconds(3)])
  }

  @Test func `what the server asks of one is kept to by all`() async throws {
    let time = Time()
    let traffic = traffic(RateLimits(concurrency: 4), in: time)
    let first = try await traffic.enter(tokens: 1)
    await traffic.leave(first, .overloaded)
    await traffic.hold(for: .seconds(7))
    await traffic.hold(for: .seconds(3))
    await traffic.leave(try await traffic.enter(tokens: 1), .failed)
    await traffic.leave(try await traffic.enter(tokens: 1), .failed)
    #expect(time.waits == [.seconds(7)])
  }

  @Test func `answers that take half of the time allowed narrow the window`() async throws {
    let time = Time()
    let traffic = traffic(RateLimits(concurrency: 8), in: time, timeLimit: .seconds(60))
    var passes: [Traffic.Pass] = []
    for _ in 0..<8 { passes.append(try await traffic.enter(tokens: 1)) }
    time.pass(.seconds(20))
    await traffic.leave(passes.removeLast(), .answered(tokens: nil))
    #expect(await traffic.width == 8)
    time.pass(.seconds(20))
    for pass in passes { await traffic.leave(pass, .answered(tokens: nil)) }
    #expect(await (2...4).contains(traffic.width))
  }

  @Test func `no more are under way than the window allows`() async throws {
    let time = Time()
    let traffic = traffic(RateLimits(concurrency: 3), in: time)
    let census = Census()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          let pass = try await traffic.enter(tokens: 1)
          await census.come()
          await Task.yield()
          await census.go()
          await traffic.leave(pass, .answered(tokens: 1))
        }
      }
      try await group.waitForAll()
    }
    #expect(await (1...3).contains(census.most))
  }

  @Test func `who waits in vain can be called off`() async throws {
    let traffic = Traffic(rates: RateLimits(requestsPerMinute: 1), timeLimit: .seconds(1)) {
      try await Task.sleep(for: $0)
    }
    _ = try await traffic.enter(tokens: 1)
    let task = Task { try await traffic.enter(tokens: 1) }
    task.cancel()
    await #expect(throws: ModelError.cancelled) { try await task.value }
  }
}
