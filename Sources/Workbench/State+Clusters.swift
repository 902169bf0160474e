import Curation

extension State {
  /// The cluster on screen in the list, as its place from 0.
  var clusterIndex: Int {
    var low = 0
    var high = clusters.count
    while low < high {
      let middle = (low + high) / 2
      if clusters[middle].number < place.cluster { low = middle + 1 } else { high = middle }
    }
    return min(low, max(0, clusters.count - 1))
  }

  /// The cluster on screen, if it is loaded.
  var detail: ClusterDetail? { details[place.cluster] }

  /// The candidate under the cursor, if its cluster is loaded.
  var candidate: Instruction? {
    guard let detail, detail.order.indices.contains(place.candidate) else { return nil }
    return detail.instructions[detail.order[place.candidate]]
  }

  /// The cluster whose candidates a frame of this state shows.
  ///
  /// Nil while they are not loaded, while something covers them, or while the terminal is too small.
  public var visibleCluster: Int? {
    guard detail != nil, !RoomLayout.isTooSmall(size) else { return nil }
    switch layers.last {
    case .reader, .help: return nil
    default: return place.cluster
    }
  }

  /// Whether a cluster waits for a decision that is not already on its way to disk.
  func isOpen(_ cluster: Int) -> Bool { pending[cluster] == nil && review.isOpen(cluster) }

  /// Goes to a cluster; the candidate under the cursor becomes its first one.
  mutating func go(toCluster number: Int, candidate: InstructionID? = nil) {
    if number != place.cluster {
      place = Place(cluster: number, pane: place.pane)
      toggled = []
    }
    if let candidate { wantedCandidate = candidate }
    settleWantedCandidate()
  }

  /// Puts the cursor on a candidate that was asked for before its cluster was loaded.
  mutating func settleWantedCandidate() {
    guard let wanted = wantedCandidate, let detail else { return }
    if let index = detail.order.firstIndex(of: wanted) { move(toCandidate: index) }
    wantedCandidate = nil
  }

  /// Puts the cursor on a candidate by its place in the list, from 0.
  mutating func move(toCandidate index: Int) {
    guard let detail else { return }
    let index = min(max(0, index), max(0, detail.order.count - 1))
    guard index != place.candidate else { return }
    place.candidate = index
    place.textScroll = 0
    place.rationaleScroll = 0
  }

  /// The next cluster in a direction from the one on screen that fits, wrapping around once.
  func cluster(_ direction: Int, where fits: (ClusterSummary) -> Bool) -> Int? {
    let count = clusters.count
    guard count > 0 else { return nil }
    for step in 1...count {
      let index = ((clusterIndex + direction * step) % count + count) % count
      if fits(clusters[index]) { return clusters[index].number }
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

  /// The clusters to read next: the one on screen, and those that a key would bring.
  mutating func requestMissingDetails() -> [Int] {
    guard !clusters.isEmpty else { return [] }
    let near = [clusterIndex, clusterIndex + 1, clusterIndex - 1]
      .filter(clusters.indices.contains).map { clusters[$0].number }
    let open = cluster(1) { isOpen($0.number) }
    var missing: [Int] = []
    for number in near + [open].compactMap(\.self)
    where details[number] == nil && !requested.contains(number) && !missing.contains(number) {
      missing.append(number)
    }
    requested.formUnion(missing)
    return missing
  }
}
