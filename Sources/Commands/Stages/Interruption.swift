import Dispatch
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
/// It listens until the program ends: a source of signals that takes the place of another one gets none on Linux.
private final class SignalListener: Sendable {
  static let shared = SignalListener()

  private struct State {
    var sources: [any DispatchSourceSignal] = []
    var interruptions: [Interruption] = []
  }

  private let state = Mutex(State())
  /// A queue of its own has a thread however busy the processors are.
  private let queue = DispatchQueue(label: "signals")

  func add(_ interruption: Interruption) {
    state.withLock { state in
      state.interruptions.append(interruption)
      guard state.sources.isEmpty else { return }
      for number in [SIGINT, SIGTERM] {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler { [self] in receive(number) }
        source.activate()
        state.sources.append(source)
      }
    }
  }

  func remove(_ interruption: Interruption) {
    state.withLock { $0.interruptions.removeAll { $0 === interruption } }
  }

  private func receive(_ number: Int32) {
    if let latest = state.withLock({ $0.interruptions.last }) { return latest.receive() }
    signal(number, SIG_DFL)
    kill(getpid(), number)
  }
}

/// Does work that keeps all of its results at its end or none, until the person wants to stop it.
///
/// A second Ctrl-C ends the program, where the work does not notice the first one soon.
///
/// - Parameter work: The work; it ends soon after its task is cancelled.
/// - Returns: What it returns.
/// - Throws: What it throws, or `CommandError` when it was stopped.
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
  let isDone = if case .success = result { true } else { false }
  throw CommandError(
    isDone ? "Stopped; this stage was done already." : "Stopped; nothing of this stage was kept.",
    suggestion: "Run the same command again to go on."
  )
}
