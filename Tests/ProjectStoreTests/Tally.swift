import Synchronization

/// Counts what happens in several threads at once.
final class Tally: Sendable {
  private let state = Mutex<[String: Int]>([:])

  var counts: [String: Int] { state.withLock { $0 } }

  func add(_ word: String) { state.withLock { $0[word, default: 0] += 1 } }
}
