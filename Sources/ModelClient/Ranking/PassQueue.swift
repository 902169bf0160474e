import Curation

/// Hands out the passes of cluster after cluster, and those of a further step when the passes before call for it.
struct PassQueue {
  /// A pass to be asked for.
  struct Pass {
    /// The cluster, with the round as it was when the step began.
    var subject: OpenCluster
    var number: Int
  }

  /// A cluster that is being asked about.
  private struct Work {
    var subject: OpenCluster
    /// The passes of its step that have not come back.
    var open: Set<Int> = []
    /// Whether one of them will not come back.
    var isPostponed = false
  }

  private let plan: PassPlan
  private var works: [Int: Work] = [:]
  private var waiting: [Pass] = []

  init(in plan: PassPlan) {
    self.plan = plan
  }

  /// The pass to ask for next, or nil while there is none.
  ///
  /// - Parameter subject: The cluster to begin with when no pass of another waits; nil when there is none left.
  /// - Returns: The pass; nil when all that is left is under way.
  /// - Throws: What `subject` throws.
  mutating func next(beginning subject: () throws -> OpenCluster?) throws -> Pass? {
    while waiting.isEmpty, let subject = try subject() { _ = open(Work(subject: subject)) }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// Takes what came of a pass; gives the cluster's round back if it is complete.
  mutating func finish(_ attempt: RankingAttempt) -> RankingRound? {
    guard var work = works[attempt.cluster] else { return nil }
    work.subject.round.results[attempt.pass] = attempt.result
    work.subject.round.tries[attempt.pass, default: 0] += attempt.calls.count
    work.open.remove(attempt.pass)
    works[attempt.cluster] = work
    guard work.open.isEmpty else { return nil }
    if work.isPostponed {
      works[attempt.cluster] = nil
      return nil
    }
    guard !open(work) else { return nil }
    works[attempt.cluster] = nil
    return work.subject.round
  }

  /// Takes note that a pass will not come back, so that its cluster stays incomplete.
  mutating func postpone(_ pass: Pass) {
    guard var work = works[pass.subject.cluster.number] else { return }
    work.open.remove(pass.number)
    work.isPostponed = true
    works[pass.subject.cluster.number] = work.open.isEmpty ? nil : work
  }

  /// Opens the next step of a cluster, before other clusters are begun; false when its round is complete.
  private mutating func open(_ work: Work) -> Bool {
    let subject = work.subject
    let missing = subject.round.missing(in: plan)
    guard !missing.isEmpty else { return false }
    works[subject.cluster.number] = work
    works[subject.cluster.number]?.open = Set(missing)
    waiting += missing.map { Pass(subject: subject, number: $0) }
    return true
  }
}
