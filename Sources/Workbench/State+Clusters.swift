import Curation
import TextUI

extension State {
  /// The cluster on screen in the list, as its place from 0; where it is not listed, the place it would follow.
  var clusterIndex: Int { listing.place(of: place.cluster) ?? 0 }

  /// The cluster on screen, if it is loaded.
  var detail: ClusterDetail? { details[place.cluster] }

  /// The ranking of the cluster on screen, where there is one, it may be seen, and it is not hidden.
  var visibleRanking: Ranking? { hidesRanking ? nil : detail?.ranking }

  /// Whether there is a ranking that could be seen, and the curator hides it.
  var isRankingHidden: Bool { hidesRanking && detail?.ranking != nil }

  /// The candidates of the cluster on screen in the order shown: not the ranker's where its opinion is hidden.
  var order: [InstructionID] {
    guard let detail else { return [] }
    return isRankingHidden && detail.mode == .assisted ? detail.cluster.candidates : detail.order
  }

  /// What the curator chose before the ranker's opinion was shown, while nothing is decided.
  var openChoice: [InstructionID]? {
    guard let detail, detail.standing.isOpen, pending[place.cluster] == nil else { return nil }
    return detail.firstChoice
  }

  /// The candidate under the cursor, if its cluster is loaded.
  var candidate: Instruction? {
    guard order.indices.contains(place.candidate) else { return nil }
    return detail?.instructions[order[place.candidate]]
  }

  /// The cluster whose candidates a frame of this state shows.
  ///
  /// Nil while they are not loaded, while something covers them, or while the terminal is too small.
  public var visibleCluster: Int? {
    guard detail != nil, !RoomLayout.isTooSmall(size) else { return nil }
    switch layers.last {
    case .page, .map, .welcome: return nil
    default: return place.cluster
    }
  }

  /// Whether a cluster waits for a decision that is not already on its way to disk.
  func isOpen(_ cluster: Int) -> Bool { pending[cluster] == nil && verdicts.isOpen(cluster) }

  /// Whether no cluster waits for a decision any more.
  var isAllDecided: Bool {
    verdicts.decided + pending.values.count { verdicts.isOpen($0.cluster) && $0.decision.verdict != .skip }
      >= verdicts.count
  }

  /// Remembers what a frame showed.
  mutating func receive(presented cluster: Int?) {
    presentedCluster = cluster
    if let cluster, cluster == place.cluster, visibleRanking != nil { seenRankings.insert(cluster) }
  }

  /// Goes to a cluster from which one may want to come back.
  mutating func jump(toCluster number: Int, candidate target: InstructionID? = nil) {
    trail.append(Search.Hit(cluster: place.cluster, candidate: candidate?.id))
    go(toCluster: number, candidate: target)
  }

  /// Goes back to where the last jump began.
  mutating func goBack() {
    guard let origin = trail.popLast() else {
      notice = Notice("There is nowhere to go back to.")
      return
    }
    go(toCluster: origin.cluster, candidate: origin.candidate)
  }

  /// Goes to a cluster; the candidate under the cursor becomes its first one.
  mutating func go(toCluster number: Int, candidate: InstructionID? = nil) {
    if number != place.cluster {
      if finding.origin == nil, !toggled.isEmpty, toggled != openChoice {
        notice = Notice("What was toggled in cluster \(place.cluster) is cleared: it was not decided.")
      }
      if outdated == place.cluster { details.remove(place.cluster) }
      outdated = nil
      place.go(toCluster: number)
      columnOffset = 0
      toggled = []
    }
    if let candidate { wantedCandidate = candidate }
    settleWantedCandidate()
  }

  /// Puts the cursor on a candidate that was asked for before its cluster was loaded.
  mutating func settleWantedCandidate() {
    guard let wanted = wantedCandidate, detail != nil else { return }
    if let index = order.firstIndex(of: wanted) { move(toCandidate: index) }
    wantedCandidate = nil
  }

  /// Puts the cursor on a candidate by its place in the list, from 0.
  mutating func move(toCandidate index: Int) {
    guard let detail else { return }
    let index = min(max(0, index), max(0, detail.order.count - 1))
    guard index != place.candidate else { return }
    place.candidate = index
    columnOffset = 0
    place.textScroll = 0
    place.rationaleScroll = 0
  }

  /// The next listed cluster in a direction from the one on screen that fits, wrapping around once.
  func cluster(_ direction: Int, where fits: (Int) -> Bool) -> Int? {
    let count = listing.count
    guard count > 0 else { return nil }
    let start = clusterIndex
    for step in 1...count {
      let number = listing[((start + direction * step) % count + count) % count]
      if fits(number) { return number }
    }
    return nil
  }

  /// Takes clusters that were read.
  mutating func receive(_ loaded: [ClusterDetail]) {
    for detail in loaded {
      requested.remove(detail.cluster.number)
      details.insert(detail)
    }
    settleWantedCandidate()
    if let detail { place.candidate = min(place.candidate, max(0, detail.order.count - 1)) }
    clampScroll()
  }

  /// Whether an event, just taken, may have changed what a frame shows; what was read ahead has not, nor has a
  /// step towards a list but for the first.
  func isShowing(_ event: Event) -> Bool {
    switch event {
    case .loaded(let details): details.contains { $0.cluster.number == place.cluster }
    case .filtered(let answer): answer.progress == nil || answer.request.progress == nil
    default: true
    }
  }

  /// Takes how clusters stand now.
  mutating func receive(_ standings: [Standing]) {
    for standing in standings {
      verdicts[standing.cluster] = standing.verdict
      summaries.update(standing)
      details.update(standing)
    }
  }

  /// The clusters to read next: the one on screen, and those that a key would bring.
  mutating func requestMissingDetails() -> [Int] {
    guard listing.count > 0 else { return [] }
    let near = [clusterIndex, clusterIndex + 1, clusterIndex - 1]
      .filter((0..<listing.count).contains).map { listing[$0] }
    let open = cluster(1) { isOpen($0) }
    var missing: [Int] = []
    for number in [place.cluster] + near + [open].compactMap(\.self)
    where details[number] == nil && !requested.contains(number) && !missing.contains(number) {
      missing.append(number)
    }
    requested.formUnion(missing)
    return missing
  }

  /// The clusters of the list to read next.
  mutating func requestMissingSummaries() -> [Int] {
    let rows = RoomLayout(self).clusters.rows - 1
    guard rows > 0 else { return [] }
    let window = Window(count: listing.count, rows: rows, cursor: clusterIndex)
    return summaries.request(around: window.visible, of: listing)
  }
}
