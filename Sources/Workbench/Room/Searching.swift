import Curation
public import TextUI

extension State {
  /// What is marked in the texts, or nil.
  public var searchText: SearchText? { search.text.isEmpty ? nil : SearchText(search.text) }

  /// Opens the field for what to search for.
  mutating func openSearch() {
    finding.origin = Finding.Origin(place: place, toggled: toggled, search: search)
    layers.append(.searchField(LineEditor()))
  }

  /// Searches for what stands in the field now.
  mutating func searchAsTyped(_ text: String) -> [Effect] {
    guard let origin = finding.origin, text != search.text || search == origin.search else { return [] }
    // One stays at the match of what stood there before until it is known where to go: most letters lead to the
    // same place, and going back in between would send two screens.
    if text.isEmpty { go(to: origin) }
    return search(for: text, from: origin.place.cluster)
  }

  /// Keeps what the search field came to, and counts the rest of the matches.
  mutating func keepSearch(_ text: String) -> [Effect] {
    let effects = searchAsTyped(text)
    if finding.searchStart != nil, let origin = finding.origin { go(to: origin) }
    finding.origin = nil
    if !search.text.isEmpty {
      if search.next == nil { noteMatch() } else { finding.owesCount = finding.searchStart == nil }
    }
    return effects + nextSearchStep()
  }

  /// Goes back to where one was before the search field was opened.
  mutating func leaveSearch() -> [Effect] {
    guard let origin = finding.origin else { return [] }
    go(to: origin)
    finding.origin = nil
    finding.searchNumber += 1
    finding.searchStart = nil
    search = origin.search
    return nextSearchStep()
  }

  private mutating func go(to origin: Finding.Origin) {
    go(toCluster: origin.place.cluster)
    place = origin.place
    toggled = origin.toggled
    wantedCandidate = nil
  }

  /// Searches anew; goes to the first hit from a cluster on, or stays when nil.
  mutating func search(for text: String, from start: Int?) -> [Effect] {
    search = Search(for: text, from: place.list.order == .natural ? start ?? 1 : 1)
    finding.isSearchRepeated = false
    finding.owesCount = false
    finding.searchNumber += 1
    finding.searchStart = start
    return nextSearchStep()
  }

  /// Asks for what is not searched yet; while somebody types only until it is known where to go.
  private mutating func nextSearchStep() -> [Effect] {
    let isTyped = finding.origin != nil
    // In another order than the steps' the first match is known only when all are.
    let limit = isTyped && place.list.order == .natural ? Search.limitAsTyped : Search.limit
    guard !finding.isSearching, let progress = search.next, !isTyped || finding.searchStart != nil else {
      return []
    }
    finding.isSearching = true
    return [
      .search(
        SearchRequest(
          text: search.text,
          progress: progress,
          limit: limit - search.hits.count,
          listing: listing,
          number: finding.searchNumber
        )
      )
    ]
  }

  /// Takes what a step of a search found.
  mutating func receive(_ finds: SearchFinds) -> [Effect] {
    finding.isSearching = false
    guard finds.request.number == finding.searchNumber else { return nextSearchStep() }
    search.take(finds)
    if place.list.order != .natural {
      // The steps go by number.
      search.current = nil
      search.hits = search.hits.sorted { rank(of: $0.cluster) < rank(of: $1.cluster) }
    }
    goToFirstMatch()
    let isAnswer = finding.origin == nil && !finding.isSearchRepeated
    if isAnswer, finding.searchStart != nil || search.next == nil, search.hits.isEmpty { noteMatch() }
    if finding.owesCount, search.next == nil, let current = search.current, isHere(search.hits[current]) {
      finding.owesCount = false
      noteMatch()
    }
    return nextSearchStep()
  }

  /// Goes to the first hit from the start on, once it is known to be the first.
  private mutating func goToFirstMatch() {
    guard let start = finding.searchStart else { return }
    // Where the steps go by the list, they go from the start on: what comes first is found first.
    let isKnown = search.next == nil || place.list.order == .natural && !search.hits.isEmpty
    guard isKnown else { return }
    let following = search.hits.firstIndex { rank(of: $0.cluster) >= rank(of: start) }
    if let origin = finding.origin { go(to: origin) }
    guard !search.hits.isEmpty else { return }
    finding.searchStart = nil
    go(toMatch: following ?? 0)
  }

  /// Where a cluster stands in the list.
  private func rank(of cluster: Int) -> Int { listing.place(of: cluster) ?? cluster - 1 }

  /// Goes to the next match in a direction, wrapping around.
  mutating func goToMatch(_ direction: Int) {
    guard !search.hits.isEmpty else { return noteMatch() }
    let count = search.hits.count
    let index =
      if let current = search.current, isHere(search.hits[current]) {
        (current + direction + count) % count
      } else if direction > 0 {
        search.hits.firstIndex { rank(of: $0.cluster) >= rank(of: place.cluster) } ?? 0
      } else {
        search.hits.lastIndex { rank(of: $0.cluster) <= rank(of: place.cluster) } ?? count - 1
      }
    go(toMatch: index)
  }

  private mutating func go(toMatch index: Int) {
    let hit = search.hits[index]
    search.current = index
    go(toCluster: hit.cluster, candidate: hit.candidate)
    if finding.origin == nil { noteMatch() }
  }

  /// Whether the cursor is where a hit led.
  private func isHere(_ hit: Search.Hit) -> Bool {
    let candidate = wantedCandidate ?? candidate?.id
    return hit.cluster == place.cluster && (hit.candidate == nil || hit.candidate == candidate)
  }

  /// Says what a search came to.
  private mutating func noteMatch() {
    if search.text.isEmpty {
      notice = Notice("Nothing was searched for yet: \(keyMap.way(to: .search)) searches.")
    } else if search.hits.isEmpty, search.next != nil {
      notice = Notice("Still searching for \(untrusted: search.text).")
    } else if search.hits.isEmpty {
      let place: DisplayText = listing.isWhole ? "" : " in the list"
      notice = Notice("Nothing found for \(untrusted: search.text)\(place).", severity: .failure)
    } else {
      let index = search.current ?? 0
      notice = Notice("Match \(index + 1) of \(matchCount) for \(untrusted: search.text).")
    }
  }

  /// How many hits there are, as far as they are counted.
  var matchCount: DisplayText {
    search.isCut || search.next != nil ? "\(search.hits.count) or more" : "\(search.hits.count)"
  }
}
