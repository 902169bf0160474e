import Dispatch

/// Runs tasks on a thread beside Swift's own, which tests that compute may keep busy for minutes.
final class OwnThreadExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "own thread")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
