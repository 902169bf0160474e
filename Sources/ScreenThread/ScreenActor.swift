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

  /// Does something on this actor whenever a descriptor can be read, or is at its end, until the watch is ended.
  ///
  /// It must read all that is waiting, or the thread will not rest. The descriptor must stay open meanwhile.
  public nonisolated func watch(
    _ descriptor: Int32,
    whenReadable: @escaping @ScreenActor () -> Void
  ) -> Watch {
    loop.watch(descriptor, whenReadable: whenReadable)
  }

  /// Something that is watched; it ends with `end()`.
  public struct Watch: Sendable {
    let loop: EventLoop
    let number: UInt64

    /// Watches no longer.
    public func end() { loop.end(number) }
  }
}
