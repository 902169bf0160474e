import Curation
import TextUI

extension State {
  /// The candidates that accepting would pick, best first; empty without a ranking.
  var rankersPick: [InstructionID] { Array((detail?.outcome.ranking?.order ?? []).prefix(project.picks)) }

  /// Accepts the ranker's pick.
  mutating func accept() -> [Effect] {
    guard detail?.outcome.ranking != nil else {
      notice = Notice(
        "No ranking to accept: pick a candidate yourself with o, or find none with x.",
        severity: .failure
      )
      return []
    }
    guard toggled.isEmpty || Set(toggled) == Set(rankersPick) else {
      notice = Notice("Other candidates are toggled: o picks those, Esc clears them.", severity: .failure)
      return []
    }
    return decide(.accept, picks: rankersPick)
  }

  /// Starts an override with the toggled candidates, or else with the one under the cursor.
  mutating func startOverride() {
    guard let detail, detail.order.indices.contains(place.candidate) else { return }
    let picks = toggled.isEmpty ? [detail.order[place.candidate]] : toggled
    guard picks.count != rankersPick.count || Set(picks) != Set(rankersPick) else {
      notice = Notice("That is the ranker's own pick: a accepts it.")
      return
    }
    layers.append(.reasons(DecisionDraft(cluster: place.cluster, verdict: .override, picks: picks)))
  }

  /// Marks or unmarks the candidate under the cursor.
  mutating func togglePick() {
    guard let detail, detail.order.indices.contains(place.candidate) else { return }
    let id = detail.order[place.candidate]
    if let index = toggled.firstIndex(of: id) { toggled.remove(at: index) } else { toggled.append(id) }
  }

  /// Takes the key that answers "why?".
  mutating func choose(_ key: Key, for draft: DecisionDraft) -> [Effect] {
    switch key {
    case .escape:
      layers.removeLast()
      notice = Notice("Not decided.")
    case .enter:
      layers.removeLast()
      return decide(draft, reason: nil)
    case .character(let letter):
      guard let reason = Reason.allCases.first(where: { $0.key == letter }) else { return [] }
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
    return decide(draft.verdict, picks: draft.picks, reason: reason, remark: remark)
  }

  /// Sends a decision about the cluster on screen to disk and goes to the next open cluster.
  mutating func decide(
    _ verdict: Verdict,
    picks: [InstructionID] = [],
    reason: Reason? = nil,
    remark: String = ""
  ) -> [Effect] {
    guard let detail else { return [] }
    guard pending[place.cluster] == nil else {
      notice = Notice("Cluster \(place.cluster) is still being saved.")
      return []
    }
    do throws(DecisionError) {
      let decision = try Decision(
        verdict,
        picks: picks,
        in: detail.cluster,
        ranking: detail.outcome.ranking,
        reason: reason,
        remark: remark,
        presentation: Presentation(
          order: detail.order,
          showedRanking: detail.outcome.ranking != nil,
          run: detail.outcome.run
        )
      )
      let request = DecisionRequest(
        cluster: place.cluster,
        version: review.version(of: place.cluster),
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
    var next = place
    if let open = cluster(1, where: { isOpen($0.number) && $0.number != request.cluster }) {
      next = Place(cluster: open)
    }
    place = next
    return [.record(request), .savePlace(next)]
  }
}
