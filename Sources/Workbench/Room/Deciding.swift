import Curation
import TextUI

extension State {
  /// The candidates that accepting would pick, best first; empty without a ranking.
  var rankersPick: [InstructionID] { Array((detail?.ranking?.order ?? []).prefix(project.picks)) }

  /// What the curator points at: the toggled candidates, or else their own first choice, or else the one under the
  /// cursor.
  private var pointedAt: [InstructionID] {
    guard toggled.isEmpty else { return toggled }
    if let openChoice { return openChoice }
    return order.indices.contains(place.candidate) ? [order[place.candidate]] : []
  }

  /// Accepts the ranker's pick; where that is not to be seen, makes the own choice.
  mutating func accept() -> [Effect] {
    guard let detail else { return [] }
    guard detail.outcome != nil else { return choose() }
    guard !isRankingHidden else { return pickUnled() }
    guard detail.ranking != nil else {
      notice = Notice(
        "No ranking to accept: pick a candidate yourself with \(keyMap.way(to: .override)), or find none with \(keyMap.way(to: .none)).",
        severity: .failure
      )
      return []
    }
    let own = detail.firstChoice
    guard toggled.isEmpty || toggled == own || Set(toggled) == Set(rankersPick) else {
      notice = Notice(
        "Other candidates are toggled: \(keyMap.way(to: .override)) picks those, Esc clears them.",
        severity: .failure
      )
      return []
    }
    return decide(.accept, picks: rankersPick, firstChoice: own)
  }

  /// Overrides with what the curator points at; where the ranker's pick is not to be seen, makes the own choice.
  mutating func override() -> [Effect] {
    guard let detail, !pointedAt.isEmpty else { return [] }
    guard detail.outcome != nil else { return choose() }
    guard !isRankingHidden else { return pickUnled() }
    let picks = pointedAt
    let own = detail.firstChoice
    let isRankers = picks.count == rankersPick.count && Set(picks) == Set(rankersPick)
    if own == picks {
      // Whoever chose first need not give a reason for staying with it.
      return decide(isRankers ? .accept : .override, picks: picks, firstChoice: own)
    }
    guard !isRankers else {
      notice = Notice("That is the ranker's own pick: \(keyMap.way(to: .accept)) accepts it.")
      return []
    }
    layers.append(.reasons(DecisionDraft(cluster: place.cluster, verdict: .override, picks: picks)))
    return []
  }

  /// Makes the own choice before the ranker's opinion is seen.
  private mutating func choose() -> [Effect] {
    guard let detail, !pointedAt.isEmpty else { return [] }
    switch detail.mode {
    case .decideFirst:
      toggled = pointedAt
      return [.choose(toggled, cluster: place.cluster, version: detail.standing.version)]
    case .assisted, .blind, .scripted:
      return decide(.pick, picks: pointedAt)
    }
  }

  /// Picks what the curator points at while the ranker's opinion is hidden: nothing is said about it.
  private mutating func pickUnled() -> [Effect] {
    guard let detail, !pointedAt.isEmpty else { return [] }
    let picks = pointedAt
    let own = detail.firstChoice
    // What was on screen before it was hidden was seen.
    guard seenRankings.contains(place.cluster) else { return decide(.pick, picks: picks, firstChoice: own) }
    let isRankers = Set(picks) == Set(rankersPick)
    return decide(isRankers ? .accept : .override, picks: picks, firstChoice: own)
  }

  /// Marks or unmarks the candidate under the cursor.
  mutating func togglePick() {
    guard order.indices.contains(place.candidate) else { return }
    let id = order[place.candidate]
    if let index = toggled.firstIndex(of: id) { toggled.remove(at: index) } else { toggled.append(id) }
  }

  /// Takes the key that answers "why?".
  mutating func choose(_ key: Key, for draft: DecisionDraft) -> [Effect] {
    switch key {
    case .escape, .control("c"):
      layers.removeLast()
      notice = draft.isChange ? Notice("The reason stays as it was.") : Notice("Not decided.")
    case .enter:
      layers.removeLast()
      return decide(draft, reason: nil)
    case .character(let letter):
      guard let reason = Reason.reasons(for: draft.verdict).first(where: { $0.key == letter }) else {
        notice = Notice(
          "\(untrusted: String(letter)) is no reason here; Esc does not decide.",
          severity: .failure
        )
        return []
      }
      layers.removeLast()
      guard reason == .other else { return decide(draft, reason: reason) }
      layers.append(.remark(draft, reason, LineEditor()))
    default:
      break
    }
    return []
  }

  /// Makes a drafted decision with its reason.
  mutating func decide(_ draft: DecisionDraft, reason: Reason?, remark: String = "") -> [Effect] {
    guard draft.cluster == place.cluster else { return [] }
    return decide(
      draft.verdict,
      picks: draft.picks,
      firstChoice: detail?.firstChoice,
      reason: reason,
      remark: remark
    )
  }

  /// Sends a decision about the cluster on screen to disk and goes to the next open cluster.
  mutating func decide(
    _ verdict: Verdict,
    picks: [InstructionID] = [],
    firstChoice: [InstructionID]? = nil,
    reason: Reason? = nil,
    remark: String = ""
  ) -> [Effect] {
    guard let detail else { return [] }
    guard pending[place.cluster] == nil else {
      notice = Notice("Cluster \(place.cluster) is still being saved.")
      return []
    }
    let isUnled = isRankingHidden && !seenRankings.contains(place.cluster)
    do throws(DecisionError) {
      let decision = try Decision(
        verdict,
        picks: picks,
        firstChoice: firstChoice,
        in: detail.cluster,
        ranking: detail.ranking,
        reason: reason,
        remark: remark,
        presentation: Presentation(
          order: isUnled ? order : detail.order,
          showedRanking: detail.ranking != nil && !isUnled,
          run: detail.outcome?.run,
          mode: detail.mode
        )
      )
      let request = DecisionRequest(
        cluster: place.cluster,
        version: detail.standing.version,
        decision: decision
      )
      return send(request)
    } catch {
      notice = Notice("\(untrusted: error.summary) \(untrusted: error.suggestion)", severity: .failure)
      return []
    }
  }

  private mutating func send(_ request: DecisionRequest) -> [Effect] {
    pending[request.cluster] = request
    unsaved.removeAll { $0.cluster == request.cluster }
    toggled = []
    lastDecided = request.cluster
    var next = place
    if let open = cluster(1, where: { isOpen($0) && $0 != request.cluster }) {
      next.go(toCluster: open)
      next.pane = .candidates
    }
    place = next
    return [.record(request), .savePlace(next)]
  }
}
