internal import Glibc
internal import Synchronization

/// Runs the jobs of an actor on one thread, which sleeps in poll(2) when there are none.
final class EventLoop: SerialExecutor {
  private struct Watched {
    let descriptor: Int32
    let whenReadable: @ScreenActor () -> Void
  }

  private struct Work {
    var jobs: [UnownedJob] = []
    var watched: [UInt64: Watched] = [:]
    var watchesSoFar: UInt64 = 0
    var isStarted = false
    /// Whether the thread is in poll(2), or about to be, so that only the bell wakes it.
    var isAsleep = false
  }

  private let work = Mutex(Work())
  /// A pipe; a byte in it ends the sleep.
  private let bell: (read: Int32, write: Int32)

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    bell = (ends[0], ends[1])
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    change { $0.jobs.append(job) }
  }

  func watch(_ descriptor: Int32, whenReadable: @escaping @ScreenActor () -> Void) -> ScreenActor.Watch {
    let number = change { work in
      work.watchesSoFar += 1
      work.watched[work.watchesSoFar] = Watched(descriptor: descriptor, whenReadable: whenReadable)
      return work.watchesSoFar
    }
    return ScreenActor.Watch(loop: self, number: number)
  }

  func end(_ watch: UInt64) { change { $0.watched[watch] = nil } }

  /// Changes what there is to do, and sees to it that the thread notices.
  @discardableResult
  private func change<Result>(_ body: (inout sending Work) -> sending Result) -> sending Result {
    let (result, mustStart, mustRing) = work.withLock { work in
      let result = body(&work)
      defer {
        work.isStarted = true
        work.isAsleep = false
      }
      return (result, !work.isStarted, work.isAsleep)
    }
    if mustStart { start() }
    if mustRing { _ = write(bell.write, "!", 1) }
    return result
  }

  /// Starts the thread, which never ends and keeps the loop alive.
  private func start() {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread,
      nil,
      { context in
        context.map { Unmanaged<EventLoop>.fromOpaque($0).takeRetainedValue().run() }
        return nil
      },
      context
    )
  }

  private func run() {
    // The threads of Dispatch block all signals, and threads inherit that; one must take them.
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    while true {
      let jobs = work.withLock { work in
        work.isAsleep = work.jobs.isEmpty
        defer { work.jobs.removeAll(keepingCapacity: true) }
        return work.jobs
      }
      for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
      if jobs.isEmpty { sleep() }
    }
  }

  /// Tells that something can be read, unless the watch was ended while the thread slept.
  @ScreenActor private func tell(_ watch: UInt64) {
    work.withLock { $0.watched[watch]?.whenReadable }?()
  }

  /// Waits for the bell or for something to read.
  private func sleep() {
    let watched = work.withLock { Array($0.watched) }
    var polls = ([bell.read] + watched.map(\.value.descriptor)).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    guard poll(&polls, nfds_t(polls.count), -1) > 0 else { return }
    if polls[0].revents != 0 {
      var rings: UInt64 = 0
      _ = read(bell.read, &rings, MemoryLayout.size(ofValue: rings))
    }
    for (poll, watched) in zip(polls.dropFirst(), watched) where poll.revents != 0 {
      // It is this thread's next job: what waits is read before the thread sleeps again.
      Task { @ScreenActor in tell(watched.key) }
    }
  }
}
