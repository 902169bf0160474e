import Curation

/// Hands out the passes of cluster after cluster, and those of a further step when the passes before call for it.
struct PassQueue {
  /// A pass to be asked for.
  struct Pass {
    var cluster: Cluster
    var candidates: [Instruction]
    /// The round as it was when the step began.
    var round: RankingRound
    var number: Int
  }

  /// A cluster that is being asked about.
  private struct Work {
    var round: RankingRound
    /// The passes of its step that have not come back.
    var open: Set<Int>
    /// Whether one of them will not come back.
    var isPostponed = false
    var candidates: [Instruction]
    var cluster: Cluster
  }

  private let clusters: AnyIterator<Cluster>
  private let plan: PassPlan
  private var works: [Int: Work] = [:]
  private var waiting: [Pass] = []

  init(_ clusters: some Sequence<Cluster>, in plan: PassPlan) {
    self.clusters = AnyIterator(clusters.makeIterator())
    self.plan = plan
  }

  /// The pass to ask for next, or nil while there is none.
  ///
  /// - Parameters:
  ///   - round: The round of a cluster that is begun, as far as it has got.
  ///   - candidates: Its instructions.
  /// - Returns: The pass; nil when all that is left is under way.
  /// - Throws: What `round` or `candidates` throws.
  mutating func next(
    round: (Cluster) throws -> RankingRound,
    candidates: (Cluster) throws -> [Instruction]
  ) throws -> Pass? {
    while waiting.isEmpty, let cluster = clusters.next() {
      let work = Work(
        round: try round(cluster),
        open: [],
        candidates: try candidates(cluster),
        cluster: cluster
      )
      _ = open(work)
    }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// Takes what came of a pass; gives the cluster's round back if it is complete.
  mutating func finish(_ attempt: RankingAttempt) -> RankingRound? {
    guard var work = works[attempt.cluster] else { return nil }
    work.round.results[attempt.pass] = attempt.result
    work.round.tries[attempt.pass, default: 0] += attempt.calls.count
    work.open.remove(attempt.pass)
    works[attempt.cluster] = work
    guard work.open.isEmpty else { return nil }
    if work.isPostponed {
      works[attempt.cluster] = nil
      return nil
    }
    guard !open(work) else { return nil }
    works[attempt.cluster] = nil
    return work.round
  }

  /// Takes note that a pass will not come back, so that its cluster stays incomplete.
  mutating func postpone(_ pass: Pass) {
    guard var work = works[pass.cluster.number] else { return }
    work.open.remove(pass.number)
    work.isPostponed = true
    works[pass.cluster.number] = work.open.isEmpty ? nil : work
  }

  /// Opens the next step of a cluster, before other clusters are begun; false when its round is complete.
  private mutating func open(_ work: Work) -> Bool {
    let missing = work.round.missing(in: plan)
    guard !missing.isEmpty else { return false }
    works[work.cluster.number] = work
    works[work.cluster.number]?.open = Set(missing)
    waiting += missing.map {
      Pass(cluster: work.cluster, candidates: work.candidates, round: work.round, number: $0)
    }
    return true
  }
}
