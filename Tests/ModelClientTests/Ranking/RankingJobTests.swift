import Curation
import ModelClient
import Synchronization
import Testing

@Suite struct RankingJobTests {
  private let clusters = (1...20).map { cluster($0).cluster }

  private func job(_ model: ScriptedModel, concurrency: Int = 4, patience: Int = 3) -> RankingJob {
    let ranker = ModelRanker(model: model, options: ModelRanker.Options(seed: 1, reasks: 0))
    return RankingJob(ranker: ranker, concurrency: concurrency, patience: patience)
  }

  @Test func `all clusters are ranked, begun in order, each attempt handed over once`() async throws {
    let model = ScriptedModel { call, labels in call % 5 == 0 ? "no" : orderJSON(labels) }
    let begun = Mutex<[Int]>([])
    var delivered: [Int] = []
    let totals = try await job(model).run(over: clusters, picks: 1) { wanted in
      begun.withLock { $0.append(wanted.number) }
      return cluster(wanted.number).candidates
    } deliver: { attempt, _ in
      delivered.append(attempt.cluster)
    }
    #expect(begun.withLock { $0.sorted() } == Array(1...20))
    #expect(delivered.sorted() == Array(1...20))
    #expect(totals.ranked == 16 && totals.failed == [.wrongFormat: 4])
    #expect(totals.calls == 20 && totals.promptTokens == 2_000 && totals.completionTokens == 200)
  }

  @Test func `one at a time means that the next begins after the last was kept`() async throws {
    let events = Mutex<[String]>([])
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    _ = try await job(model, concurrency: 1).run(over: clusters.prefix(3), picks: 1) { wanted in
      events.withLock { $0.append("ask \(wanted.number)") }
      return cluster(wanted.number).candidates
    } deliver: { attempt, _ in
      events.withLock { $0.append("keep \(attempt.cluster)") }
    }
    #expect(events.withLock { $0 } == ["ask 1", "keep 1", "ask 2", "keep 2", "ask 3", "keep 3"])
  }

  @Test func `as many are asked side by side as allowed, and no more`() async throws {
    let running = Mutex((now: 0, most: 0))
    let gate = Gate(opensAt: 4)
    let model = ScriptedModel { _, request in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      await gate.arrive()
      running.withLock { $0.now -= 1 }
      return .writes(orderJSON(request.labels))
    }
    _ = try await job(model).run(over: clusters, picks: 1) {
      cluster($0.number).candidates
    } deliver: { _, _ in
    }
    #expect(running.withLock { $0.most } == 4)
  }

  @Test func `an endpoint that is wrong for all stops the job at once`() async throws {
    let error = ModelError.unauthorized(address: "a", sentKey: false, detail: "")
    let model = ScriptedModel { call, request in
      call == 2 ? ChatExchange(.failure(error)) : .writes(orderJSON(request.labels))
    }
    var delivered = 0
    await #expect(throws: error) {
      try await job(model, concurrency: 1).run(over: clusters, picks: 1) {
        cluster($0.number).candidates
      } deliver: { _, _ in
        delivered += 1
      }
    }
    #expect(delivered == 2)
    #expect(await model.requests.count == 3)
  }

  @Test func `a row of failures in transport makes the job give up`() async throws {
    let model = ScriptedModel { _, _ in ChatExchange(.failure(.refused(status: 400, detail: "no"))) }
    let last = "The server refused the request (HTTP 400): no."
    await #expect(throws: ModelError.gaveUp(failures: 3, last: last)) {
      try await job(model, concurrency: 1).run(over: clusters, picks: 1) {
        cluster($0.number).candidates
      } deliver: { _, _ in
      }
    }
    #expect(await model.requests.count == 3)
  }

  @Test func `failures with a success in between are not a row`() async throws {
    let model = ScriptedModel { call, request in
      call % 3 == 2 ? .writes(orderJSON(request.labels)) : ChatExchange(.failure(.timedOut(seconds: 1)))
    }
    let totals = try await job(model, concurrency: 1).run(over: clusters, picks: 1) {
      cluster($0.number).candidates
    } deliver: { _, _ in
    }
    #expect(totals.ranked == 6 && totals.failed == [.transport: 14])
  }

  @Test func `a cancelled job ends, and what was answered is kept`() async throws {
    let model = ScriptedModel { call, request in
      guard call >= 3 else { return .writes(orderJSON(request.labels)) }
      // Until the end of the world or the job.
      do { try await Task.sleep(for: .seconds(1_000_000)) } catch {}
      return ChatExchange(.failure(.cancelled))
    }
    let (signal, kept) = AsyncStream.makeStream(of: Int.self)
    let task = Task { [clusters] in
      try await job(model).run(over: clusters, picks: 1) {
        cluster($0.number).candidates
      } deliver: { attempt, _ in
        kept.yield(attempt.cluster)
      }
    }
    var delivered: [Int] = []
    for await cluster in signal {
      delivered.append(cluster)
      if delivered.count == 3 { break }
    }
    task.cancel()
    await #expect(throws: ModelError.cancelled) { try await task.value }
    #expect(Set(delivered).count == 3)
  }

  @Test func `what keeping throws ends the job`() async throws {
    struct DiskFull: Error {}
    let model = ScriptedModel { _, labels in orderJSON(labels) }
    await #expect(throws: DiskFull.self) {
      try await job(model).run(over: clusters, picks: 1) {
        cluster($0.number).candidates
      } deliver: { _, _ in
        throw DiskFull()
      }
    }
  }
}

/// Lets nobody through until so many have arrived; then everybody.
private actor Gate {
  private let count: Int
  private var arrived = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(opensAt count: Int) { self.count = count }

  func arrive() async {
    arrived += 1
    guard arrived < count else {
      for continuation in waiting { continuation.resume() }
      waiting = []
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }
}
