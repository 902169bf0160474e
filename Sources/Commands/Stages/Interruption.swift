import Dispatch

#if canImport(Glibc)
  import Glibc
#endif

/// Turns Ctrl-C and a termination signal into a clean stop: what was answered is kept.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  init() {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number)
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
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
