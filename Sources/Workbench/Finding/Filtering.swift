import Curation
import TextUI

extension State {
  /// Opens the field for a filter, with the one that is in force.
  mutating func openFilter() -> [Effect] {
    finding.remark = nil
    layers.append(.filterField(LineEditor(text: place.list.filter)))
    return countAsTyped(place.list.filter)
  }

  /// Asks how many clusters fit what stands in the filter field now.
  mutating func countAsTyped(_ text: String) -> [Effect] {
    var choice = place.list
    choice.filter = text
    finding.remark = nil
    finding.wantedCount = nil
    guard let query = understood(text) else { return [] }
    return list(ListRequest(choice: choice, query: query, purpose: .count))
  }

  /// Lists what fits the filter in the field; when it is not understood, the field stays.
  mutating func applyFilter(_ field: LineEditor) -> [Effect] {
    guard let query = understood(field.text) else {
      layers.append(.filterField(field))
      return []
    }
    return list(ListChoice(filter: query.terms.isEmpty ? "" : field.text, order: place.list.order), query)
  }

  /// Lists the clusters in another order; the order that is in force is turned round.
  mutating func chooseOrder(_ key: Key) -> [Effect] {
    switch key {
    case .escape, .character("q"), .control("c"):
      layers.removeLast()
    case .character(let letter):
      guard let chosen = orderKeys.first(where: { $0.letter == letter }) else { return [] }
      layers.removeLast()
      let current = place.list.order
      let order = ClusterOrder(chosen, isReversed: chosen == current.key && !current.isReversed)
      return list(ListChoice(filter: place.list.filter, order: order))
    default: break
    }
    return []
  }

  /// Lists what a choice comes to.
  mutating func list(_ choice: ListChoice, _ query: ClusterQuery? = nil) -> [Effect] {
    guard let query = query ?? understood(choice.filter) else {
      if case .problem(let problem) = finding.remark {
        notice = Notice("\(untrusted: problem)", severity: .failure)
      }
      return []
    }
    guard orderKeys.contains(choice.order.key) else {
      notice = Notice(Self.rankingsAreWithheld, severity: .failure)
      return []
    }
    return list(ListRequest(choice: choice, query: query, purpose: .list))
  }

  private static let rankingsAreWithheld: DisplayText =
    "Rankings are not to be seen here, so nothing is listed by them."

  /// What the list may be ordered by: not by rankings where they are withheld.
  var orderKeys: [ClusterOrder.Key] {
    ClusterOrder.Key.allCases.filter { project.mode == .assisted || !$0.asksAboutRankings }
  }

  private mutating func list(_ request: ListRequest) -> [Effect] {
    switch request.purpose {
    case .count: finding.wantedCount = request
    case .list, .restore:
      finding.wantedList = request
      finding.wantedCount = nil
    }
    return nextListStep()
  }

  private mutating func nextListStep() -> [Effect] {
    guard !finding.isListing, let request = finding.wantedCount ?? finding.wantedList else { return [] }
    finding.isListing = true
    return [.filter(request)]
  }

  /// The filter's meaning; where there is none, says in the field why.
  private mutating func understood(_ text: String) -> ClusterQuery? {
    do throws(ClusterQueryError) {
      let query = try ClusterQuery(parsing: text)
      guard !query.asksAboutRankings || project.mode == .assisted else {
        finding.remark = .problem("Rankings are not to be seen here, so nothing is listed by them.")
        return nil
      }
      return query
    } catch {
      finding.remark = .problem(error.summary)
      return nil
    }
  }

  /// Asks once for the list in which the curator left.
  mutating func requestList() -> [Effect] {
    guard !finding.isRestored else { return [] }
    finding.isRestored = true
    guard !place.list.isWhole else { return [] }
    guard let query = understood(place.list.filter), orderKeys.contains(place.list.order.key) else {
      place.list = ListChoice()
      return []
    }
    return list(ListRequest(choice: place.list, query: query, purpose: .restore))
  }

  /// Takes one step towards the clusters that a choice comes to.
  mutating func receive(_ answer: ListAnswer) -> [Effect] {
    finding.isListing = false
    let slot = answer.request.purpose == .count ? \Finding.wantedCount : \Finding.wantedList
    guard finding[keyPath: slot]?.asksTheSame(as: answer.request) == true else { return nextListStep() }
    finding[keyPath: slot]?.progress = answer.progress
    guard answer.progress == nil else {
      if let least = answer.progress?.least, least > 0 { say(.countSoFar(least), to: answer.request) }
      // The whole list would be the wrong one: nothing is decided in it, nor at one stroke about it.
      if answer.request.purpose == .restore { listing = Listing(total: listing.total, numbers: []) }
      return nextListStep()
    }
    finding[keyPath: slot] = nil
    if slot == \.wantedList, listing.count == 0 { listing = Listing(total: listing.total) }
    guard let numbers = answer.numbers else {
      if answer.request.purpose == .restore { place.list = ListChoice() }
      return nextListStep()
    }
    return take(numbers, for: answer.request) + nextListStep()
  }

  private mutating func take(_ numbers: [Int32], for request: ListRequest) -> [Effect] {
    switch request.purpose {
    case .count:
      say(.count(numbers.count), to: request)
      return []
    case .list, .restore:
      return show(numbers, as: request)
    }
  }

  /// Says beside a filter that is being typed what it comes to; of counts that grow only the first, and the last.
  private mutating func say(_ remark: Finding.Remark, to request: ListRequest) {
    guard request.purpose == .count, case .filterField(let field) = layers.last,
      field.text == request.choice.filter
    else { return }
    if case .countSoFar = remark, finding.remark != nil { return }
    finding.remark = remark
  }

  /// Says what cannot be read, where the curator looks.
  mutating func receiveFailure(_ reason: String) {
    notice = Notice("Cannot read: \(untrusted: reason)", severity: .failure)
    if case .filterField = layers.last { finding.remark = .problem(reason) }
  }

  private mutating func show(_ numbers: [Int32], as request: ListRequest) -> [Effect] {
    let isRestored = request.purpose == .restore
    guard let first = numbers.first else {
      // The list of the last visit is empty now, or was still being looked for.
      let isLost = listing.isWhole && !place.list.isWhole
      if isLost { place.list = ListChoice() }
      let consequence: DisplayText = isLost ? "all are listed" : "the list stays as it was"
      notice = Notice(
        "No cluster fits \(untrusted: request.choice.filter); \(consequence).",
        severity: isRestored ? .information : .failure
      )
      return []
    }
    place.list = request.choice
    listing =
      request.choice.isWhole ? Listing(total: listing.total) : Listing(total: listing.total, numbers: numbers)
    if listing.place(of: place.cluster) == nil {
      let isByNumber = request.choice.order == .natural
      let next = isByNumber ? numbers.first { $0 > place.cluster } : nil
      go(toCluster: Int(next ?? first))
    }
    if !isRestored {
      notice = Notice(listing.isWhole ? "All \(listing.count) clusters are listed." : "Listed: \(listTitle).")
    }
    let search = search.text.isEmpty ? [] : search(for: search.text, from: nil)
    finding.isSearchRepeated = true
    return (isRestored ? [] : [.savePlace(place)]) + search
  }

  /// Whether the list that is asked for takes more than a moment.
  var isFiltering: Bool { finding.wantedList?.progress != nil }

  /// How many clusters are listed, by what and in which order.
  var listTitle: DisplayText {
    var title: DisplayText = "\(listing.count)"
    if !place.list.filter.isEmpty { title += " of \(listing.total)  \(untrusted: place.list.filter)" }
    let order = place.list.order
    if order != .natural { title += "  by \(order.key.title)\(order.isReversed ? ", reversed" : "")" }
    return title
  }
}

extension ClusterOrder.Key {
  /// The key that chooses it in the menu.
  var letter: Character {
    switch self {
    case .number: "n"
    case .size: "s"
    case .label: "l"
    case .words: "w"
    case .change: "c"
    case .state: "d"
    case .distance: "i"
    case .confidence: "a"
    case .disagreement: "p"
    }
  }

  /// What it is called.
  var title: DisplayText {
    switch self {
    case .number: "number"
    case .size: "size"
    case .label: "label"
    case .words: "words"
    case .change: "last change"
    case .state: "decision"
    case .distance: "distance"
    case .confidence: "confidence"
    case .disagreement: "disagreement"
    }
  }

  /// What comes first.
  var summary: DisplayText {
    switch self {
    case .number: "cluster 1 first"
    case .size: "those with the fewest candidates first"
    case .label: "A to Z"
    case .words: "those whose longest candidate is shortest first"
    case .change: "never touched first, touched last at the end"
    case .state: "open ones first, then accepted, overridden, picked, none"
    case .distance: "those with a candidate most like another instruction first"
    case .confidence: "those whose passes agree least about the pick first"
    case .disagreement: "those whose passes differ most first"
    }
  }
}
