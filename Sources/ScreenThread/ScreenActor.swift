/// What draws and what answers keys, on a thread of its own.
///
/// The thread sleeps until a task has work for it or a descriptor that it watches can be read, so a key wakes
/// the one thread that answers it. On the main actor, Dispatch would bring every key over a second thread, and
/// that hop would be a good part of what the key waits for.
@globalActor
public actor ScreenActor {
  /// The one actor; its thread starts with its first work.
  public static let shared = ScreenActor()

  private let loop = EventLoop()

  /// Runs the actor's work on its thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  /// Tells when a descriptor can be read, or is at its end.
  ///
  /// An element comes each time that the thread looks and something is waiting. Whoever takes it must read all
  /// of that, on this actor and without suspending before, or the thread will not rest.
  ///
  /// - Parameter descriptor: It must stay open until the stream is given up.
  /// - Returns: A stream that has no end of its own.
  public nonisolated func readiness(of descriptor: Int32) -> AsyncStream<Void> {
    loop.readiness(of: descriptor)
  }
}
