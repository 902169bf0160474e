import Dispatch

#if canImport(Glibc)
  import Glibc
#endif

/// Turns Ctrl-C and a termination signal into a clean stop.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  init() {
    // A queue of its own has a thread however busy the processors are.
    let queue = DispatchQueue(label: "interruption")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
  }

  /// Sets what is done when the user wants to stop, and begins to listen.
  func onInterrupt(_ stop: @escaping @Sendable () -> Void) {
    for source in sources {
      source.setEventHandler(handler: stop)
      source.activate()
    }
  }

  /// Stops listening; the signals end the program again.
  func end() {
    for source in sources { source.cancel() }
    Self.letSignalsEndTheProgram()
  }

  /// Lets the next signal end the program at once.
  static func letSignalsEndTheProgram() {
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}

/// Does work that keeps all of its results at its end or none, until the person wants to stop it.
///
/// A second Ctrl-C does not wait until the work has noticed the first one.
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
    Interruption.letSignalsEndTheProgram()
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
