import Curation
import TextUI

extension State {
  /// Takes what a search found and goes to the first match from here on.
  mutating func receive(_ found: Search) {
    search = found
    guard !found.hits.isEmpty else {
      notice = Notice("Nothing found for \(untrusted: found.text).", severity: .failure)
      return
    }
    let first = found.hits.firstIndex { $0.cluster >= place.cluster } ?? 0
    go(toMatch: first)
  }

  /// Goes to the next match in a direction, wrapping around.
  mutating func goToMatch(_ direction: Int) {
    guard !search.hits.isEmpty else {
      notice = Notice("Nothing was searched for yet: / searches.")
      return
    }
    let here = Search.Hit(cluster: place.cluster, candidate: candidate?.id)
    let count = search.hits.count
    let index =
      if let current = search.hits.firstIndex(of: here) {
        (current + direction + count) % count
      } else if direction > 0 {
        search.hits.firstIndex { $0.cluster >= place.cluster } ?? 0
      } else {
        search.hits.lastIndex { $0.cluster <= place.cluster } ?? count - 1
      }
    go(toMatch: index)
  }

  private mutating func go(toMatch index: Int) {
    let hit = search.hits[index]
    go(toCluster: hit.cluster, candidate: hit.candidate)
    notice = Notice("Match \(index + 1) of \(search.hits.count) for \(untrusted: search.text).")
  }
}
