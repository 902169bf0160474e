import Curation
import Synchronization
import Testing

@Suite struct ParallelWorkTests {
  private enum Trouble: Error, Equatable { case inWork, inReceiving }

  @Test(arguments: [0, 1, 2, 5, 40])
  func `every element is worked on once, and its outcome comes with its place`(workers: Int) async {
    var outcomes: [Int: String] = [:]
    await workInParallel(on: Array(0..<30), workers: workers) {
      "\($0)"
    } receive: { index, outcome in
      #expect(outcomes.updateValue(outcome, forKey: index) == nil)
    }
    #expect(outcomes == Dictionary(uniqueKeysWithValues: (0..<30).map { ($0, "\($0)") }))
  }

  @Test(arguments: [1, 2, 3])
  func `no more is begun than was received and there are workers`(workers: Int) async {
    let begun = Mutex(0)
    var (received, most) = (0, 0)
    await workInParallel(on: Array(0..<2000), workers: workers) { _ in
      begun.withLock { $0 += 1 }
    } receive: { _, _ in
      most = max(most, begun.withLock { $0 } - received)
      received += 1
    }
    #expect(received == 2000 && most <= workers)
  }

  @Test(arguments: [1, 3])
  func `an error of the work ends it, and nothing more is begun`(workers: Int) async {
    let begun = Mutex(0)
    @Sendable func work(_ element: Int) throws(Trouble) {
      begun.withLock { $0 += 1 }
      if element >= 4 { throw .inWork }
    }
    await #expect(throws: Trouble.inWork) {
      try await workInParallel(on: Array(0..<1000), workers: workers, work: work) {
        (_, _) throws(Trouble) in
      }
    }
    // Each of the first four makes room for one more.
    #expect(begun.withLock { $0 } <= 4 + workers)
  }

  @Test(arguments: [1, 3])
  func `an error of the receiver ends the work, and it gets no more`(workers: Int) async {
    var received = 0
    func receive(_ index: Int, _ outcome: Int) throws(Trouble) {
      received += 1
      if received == 4 { throw .inReceiving }
    }
    await #expect(throws: Trouble.inReceiving) {
      try await workInParallel(
        on: Array(0..<1000),
        workers: workers,
        work: { (element) throws(Trouble) in element },
        receive: receive
      )
    }
    #expect(received == 4)
  }
}
