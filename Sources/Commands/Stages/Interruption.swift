import Clustering
import Dispatch
import Embedding
import ModelClient
import SentenceEncoder
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Turns Ctrl-C and a termination signal into a clean stop.
final class Interruption: Sendable {
  private struct State {
    var stop: (@Sendable () -> Void)?
    /// Whether a signal came before anything could be done about it.
    var isPending = false
  }

  private let state = Mutex(State())

  /// Begins to listen.
  init() { SignalListener.shared.add(self) }

  /// Sets what is done when the user wants to stop.
  func onInterrupt(_ stop: @escaping @Sendable () -> Void) {
    let isPending = state.withLock { state in
      state.stop = stop
      return state.isPending
    }
    if isPending { stop() }
  }

  /// Stops listening; the signals end the program again.
  func end() { SignalListener.shared.remove(self) }

  /// Does what is to be done when a signal comes.
  fileprivate func receive() {
    let stop = state.withLock { state in
      if state.stop == nil { state.isPending = true }
      return state.stop
    }
    stop?()
  }
}

/// Hands signals to the latest interruption that listens; where none does, they end the program as always.
///
/// They come through a pipe: a dispatch source of signals that follows another one gets none on Linux, and one that
/// stays would take them from the room.
private final class SignalListener: Sendable {
  static let shared = SignalListener()

  private struct State {
    var source: (any DispatchSourceRead)?
    var interruptions: [Interruption] = []
  }

  private static let numbers = [SIGINT, SIGTERM]
  /// The end of the pipe that signals are written to.
  private static let input = Atomic<Int32>(-1)

  private let state = Mutex(State())

  func add(_ interruption: Interruption) {
    state.withLock { state in
      if state.source == nil { state.source = makeSource() }
      state.interruptions.append(interruption)
      guard state.source != nil else { return }
      for number in Self.numbers {
        signal(number) { number in
          var byte = UInt8(truncatingIfNeeded: number)
          _ = write(SignalListener.input.load(ordering: .relaxed), &byte, 1)
        }
      }
    }
  }

  func remove(_ interruption: Interruption) {
    state.withLock { state in
      guard let index = state.interruptions.firstIndex(where: { $0 === interruption }) else { return }
      state.interruptions.remove(at: index)
      guard state.interruptions.isEmpty else { return }
      for number in Self.numbers { signal(number, SIG_DFL) }
    }
  }

  /// Listens to the pipe on a queue of its own, which has a thread however busy the processors are.
  private func makeSource() -> (any DispatchSourceRead)? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    let output = ends[0]
    Self.input.store(ends[1], ordering: .relaxed)
    let source = DispatchSource.makeReadSource(
      fileDescriptor: output,
      queue: DispatchQueue(label: "signals")
    )
    source.setEventHandler { [self] in
      var byte: UInt8 = 0
      while read(output, &byte, 1) == 1 { receive(Int32(byte)) }
    }
    source.activate()
    return source
  }

  private func receive(_ number: Int32) {
    if let latest = state.withLock({ $0.interruptions.last }) { return latest.receive() }
    kill(getpid(), number)
  }
}

/// Does work that keeps all of its results at its end or none, until the person wants to stop it.
///
/// A second Ctrl-C ends the program, where the work does not notice the first one soon.
///
/// - Parameter work: The work; it ends soon after its task is cancelled.
/// - Returns: What it returns.
/// - Throws: What it throws, or `CommandError` when it was stopped. What else went wrong in work that was to stop, such
///   as a full disk, is thrown as it is: the next run would meet it, too.
func interruptible<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  let interruption = Interruption()
  let task = Task(operation: work)
  interruption.onInterrupt {
    task.cancel()
    interruption.end()
  }
  let result = await task.result
  interruption.end()
  guard task.isCancelled else { return try result.get() }
  if case .failure(let error) = result, !isCancellation(error) { throw error }
  let isDone = if case .success = result { true } else { false }
  throw CommandError(
    isDone ? "Stopped; this stage was done already." : "Stopped; the project is as it was before this stage.",
    suggestion: "Run the same command again to go on."
  )
}

/// Whether an error says no more than that a task was cancelled.
private func isCancellation(_ error: any Error) -> Bool {
  switch error {
  case is CancellationError, ClusteringError.cancelled, EmbeddingError.cancelled: true
  case SentenceEncoderError.cancelled, ModelError.cancelled, HubError.cancelled: true
  default: false
  }
}
