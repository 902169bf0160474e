import Curation
import Foundation
import Testing
import TextUI

@testable import Workbench

@Suite struct FilteringTests {
  func filtered(_ filter: String, _ driver: Driver = Driver()) -> Driver {
    var driver = driver
    driver.press("&")
    driver.press(filter)
    driver.press(.enter)
    return driver
  }

  @Test func `a filter lists what fits, counts while one types, and says so above the list`() {
    var driver = Driver(size: Size(rows: 30, columns: 140))
    driver.press("aa&state:open")
    #expect(driver.screenText.contains("4 of 6"))
    #expect(driver.state.listing.isWhole)
    driver.press(.enter)
    #expect(driver.listed == [3, 4, 5, 6])
    #expect(driver.screenText.contains("CLUSTERS  1/4 of 6  state:open"))
    driver.press("&")
    #expect(driver.typed == "state:open")
    driver.press(.control("u"))
    driver.press(.enter)
    #expect(driver.state.listing.isWhole)
  }

  @Test func `what is decided stays in the list until it is asked for anew`() {
    var driver = filtered("state:open")
    driver.press("a")
    #expect(driver.listed == [1, 2, 3, 4, 5, 6])
    driver.press("&")
    driver.press(.enter)
    #expect(driver.listed == [2, 3, 4, 5, 6])
  }

  @Test func `the next open cluster is one of the list`() {
    var driver = filtered("label:2,5")
    #expect(driver.state.place.cluster == 2)
    driver.press("a")
    #expect(driver.state.place.cluster == 5)
    driver.press("a}")
    #expect(driver.state.place.cluster == 5)
    #expect(driver.state.notice == Notice("No open cluster is in the list."))
  }

  @Test func `a filter that nothing fits changes nothing`() {
    let driver = filtered("label:none")
    #expect(driver.state.listing.isWhole)
    #expect(driver.state.notice?.severity == .failure)
  }

  @Test func `a mistake is told while one types and holds the field open`() {
    var driver = filtered("colour:red")
    #expect(driver.typed == "colour:red")
    #expect(driver.screenText.contains("'colour' is no"))
    driver.press(.escape)
    #expect(driver.state.layers.isEmpty)
    #expect(driver.state.listing.isWhole)
  }

  @Test(arguments: [ReviewMode.decideFirst, .blind])
  func `nothing is listed by rankings where they are not to be seen`(mode: ReviewMode) {
    let driver = filtered("has:ranking", Driver(mode: mode))
    #expect(driver.typed == "has:ranking")
    let requests = driver.effects.compactMap { if case .filter(let request) = $0 { request } else { nil } }
    #expect(requests.filter(\.query.asksAboutRankings).isEmpty)
  }

  @Test(arguments: ["confidence:<1", "disagreement:>0.3"])
  func `what asks about passes is withheld with the rankings`(filter: String) {
    let driver = filtered(filter, Driver(mode: .decideFirst))
    #expect(driver.typed == filter)
    #expect(filtered(filter).typed != filter)
  }

  @Test(arguments: [ReviewMode.decideFirst, .blind])
  func `nothing is ordered by rankings where they are not to be seen`(mode: ReviewMode) {
    var driver = Driver(mode: mode)
    driver.press("T")
    #expect(!driver.screenText.contains("confidence") && !driver.screenText.contains("passes"))
    driver.press("a")
    driver.press(.escape)
    let order = ClusterOrder(.confidence)
    driver.send(.filterNamed("sure", ListChoice(order: order), known: ["sure"], isSaved: false))
    #expect(driver.state.notice?.severity == .failure)
    #expect(!driver.effects.contains { if case .filter = $0 { true } else { false } })
  }

  @Test func `the list can be ordered by how far the passes agree`() {
    var driver = Driver()
    driver.press("Ta")
    driver.press("Tpp")
    let orders = driver.effects.compactMap {
      if case .filter(let request) = $0 { request.choice.order } else { nil }
    }
    #expect(orders == [ClusterOrder(.confidence), ClusterOrder(.disagreement)])
  }

  @Test func `the sort menu orders by one key and turns round by the same`() {
    var driver = Driver()
    driver.press("Tn")
    #expect(driver.listed == [6, 5, 4, 3, 2, 1])
    #expect(driver.state.place.cluster == 1)
    driver.press("Tn")
    #expect(driver.state.listing.isWhole)
    driver.press("T")
    #expect(driver.screenText.contains("LIST CLUSTERS BY"))
    driver.press(.escape)
    #expect(driver.state.listing.isWhole)
  }

  @Test func `what cannot be listed says why beside the field, and a remembered one gives way to all`() throws
  {
    var driver = Driver(size: Size(rows: 24, columns: 120))
    driver.answers = false
    driver.press("&has:duplicate")
    let request = try #require(
      driver.effects.compactMap { if case .filter(let request) = $0 { request } else { nil } }.last
    )
    driver.send(.loadFailed("Nobody looked."))
    driver.send(.filtered(ListAnswer(to: request, numbers: nil)))
    #expect(driver.screenText.contains("Nobody looked."))
    let restored = ListRequest(
      choice: ListChoice(filter: "has:duplicate"),
      query: try ClusterQuery(parsing: "has:duplicate"),
      purpose: .restore
    )
    var state = driver.state
    state.place.list = restored.choice
    state.finding = Finding()
    #expect(state.requestList() == [.filter(restored)])
    _ = update(&state, on: .filtered(ListAnswer(to: restored, numbers: nil)))
    #expect(state.place.list.isWhole)
  }

  @Test func `every order has a key of its own`() {
    let letters = ClusterOrder.Key.allCases.map(\.letter)
    #expect(Set(letters).count == letters.count)
    var driver = Driver()
    driver.press("Ti")
    #expect(driver.state.place.list.order == ClusterOrder(.distance))
  }

  @Test func `matches come in the order of the list, and only from it`() {
    var driver = filtered("label:2,4,5")
    driver.press("Tn/-7")
    driver.press(.enter)
    driver.press("n")
    let hits = driver.state.search.hits.map(\.cluster)
    #expect(hits == [5, 4, 2])
  }

  @Test func `filter and order are remembered, and taken up again`() throws {
    var driver = filtered("label:2,4,5")
    driver.press("Tnq")
    let places = driver.effects.compactMap { if case .savePlace(let place) = $0 { place } else { nil } }
    let stored = try JSONEncoder().encode(try #require(places.last))
    let place = try JSONDecoder().decode(Place.self, from: stored)
    #expect(place.list == ListChoice(filter: "label:2,4,5", order: ClusterOrder(.number, isReversed: true)))
    var state = State(
      project: driver.state.project,
      verdicts: driver.state.verdicts,
      place: place,
      size: driver.state.size
    )
    let effects = update(&state, on: .input(.resized(state.size)))
    let request = try #require(
      effects.compactMap { if case .filter(let request) = $0 { request } else { nil } }.first
    )
    _ = update(&state, on: .filtered(ListAnswer(to: request, numbers: [5, 4, 2])))
    #expect(state.listing == Listing(total: 6, numbers: [5, 4, 2]))
    #expect(state.place.cluster == place.cluster)
  }

  @Test func `a place of before there were filters is still a place`() throws {
    let stored = Data(#"{"cluster":4,"candidate":2,"pane":"text","textScroll":1,"rationaleScroll":0}"#.utf8)
    let place = try JSONDecoder().decode(Place.self, from: stored)
    #expect(place.cluster == 4)
    #expect(place.list.isWhole)
  }

  @Test func `a filter is saved under a name and brought back by it`() {
    var driver = filtered("label:2,5")
    driver.press(":filter-save odd ones")
    driver.press(.enter)
    driver.press("&")
    driver.press(.control("u"))
    driver.press(.enter)
    #expect(driver.state.listing.isWhole)
    driver.press(":filter odd ones")
    driver.press(.enter)
    #expect(driver.listed == [2, 5])
    driver.press(":filter even")
    driver.press(.enter)
    #expect(driver.screenText.contains("saved are odd ones"))
  }

  @Test(arguments: [
    ("st", "state:", 1), ("-re", "-reason:", 1), ("s", "s", 4), ("state:o", "state:o", 2),
    ("state:accepted,sk", "state:accepted,skipped", 1), ("has:flag -has:no", "has:flag -has:note", 1),
    ("size:>", "size:>", 0), ("sim", "similarity:", 1), ("has:d", "has:duplicate", 1), ("", "", 13),
    ("zz", "zz", 0),
  ])
  func `Tab completes a term or a value as far as it is clear`(typed: String, text: String, count: Int) {
    let completion = FilterCompletion(of: typed)
    #expect(completion.text == text)
    #expect(completion.choices.count == count)
  }

  @Test func `a count that comes too late does not hide a mistake`() throws {
    var driver = Driver(size: Size(rows: 24, columns: 120))
    driver.answers = false
    driver.press("&x col:")
    let request = try #require(
      driver.effects.compactMap { if case .filter(let request) = $0 { request } else { nil } }.first
    )
    driver.send(.filtered(ListAnswer(to: request, numbers: [1])))
    #expect(driver.screenText.contains("'col' is no term"))
  }

  @Test func `a filter is looked through in steps, and what is typed meanwhile replaces what waits`() throws {
    var driver = Driver(size: Size(rows: 24, columns: 120))
    driver.answers = false
    driver.press("&a")
    let whole = try #require(driver.requests.last)
    driver.send(.filtered(ListAnswer(to: whole, numbers: [1, 2, 3, 4, 5, 6])))
    let first = try #require(driver.requests.last)
    driver.send(.filtered(ListAnswer(to: first, unfinished: QueryProgress(fitting: nil))))
    #expect(driver.screenText.contains("looking…"))
    let second = try #require(driver.requests.last)
    #expect(second.progress == QueryProgress(fitting: nil) && second.choice.filter == "a")
    var progress = QueryProgress(fitting: nil)
    for (least, told) in [(2, "2 or more of 6"), (4, "2 or more of 6")] {
      progress.least = least
      driver.send(.filtered(ListAnswer(to: try #require(driver.requests.last), unfinished: progress)))
      #expect(driver.screenText.contains(told), "of counts that grow only the first is told")
    }
    let latest = try #require(driver.requests.last)
    driver.press("b")
    #expect(driver.requests.last == latest, "one step is on its way at a time")
    driver.send(.filtered(ListAnswer(to: latest, unfinished: progress)))
    let third = try #require(driver.requests.last)
    #expect(third.choice.filter == "ab" && third.progress == nil)
    driver.send(.filtered(ListAnswer(to: third, numbers: [2])))
    #expect(driver.screenText.contains("1 of 6"))
    driver.press(.escape)
    #expect(driver.requests.last == third)
  }

  @Test func `a list that is asked for comes, although one goes on to type another filter`() throws {
    var driver = Driver()
    driver.answers = false
    driver.press("&a")
    driver.press(.enter)
    let count = try #require(driver.requests.last)
    driver.send(.filtered(ListAnswer(to: count, numbers: [1])))
    let list = try #require(driver.requests.last)
    #expect(list.purpose == .list)
    driver.press("&b")
    driver.send(.filtered(ListAnswer(to: list, unfinished: QueryProgress(fitting: nil))))
    let other = try #require(driver.requests.last)
    #expect(other.purpose == .count && other.choice.filter == "b")
    driver.send(.filtered(ListAnswer(to: other, numbers: [])))
    let rest = try #require(driver.requests.last)
    #expect(rest.asksTheSame(as: list) && rest.progress != nil)
    driver.send(.filtered(ListAnswer(to: rest, numbers: [2, 3])))
    #expect(driver.listed == [2, 3])
  }

  @Test func `while the list of the last visit is looked for, none is shown and nothing is decided in one`()
    throws
  {
    var driver = Driver()
    var place = Place(cluster: 3, pane: .clusters)
    place.list = ListChoice(filter: "rare")
    driver.enter(at: place)
    driver.answers = false
    let first = try #require(driver.requests.last)
    #expect(Effect.filter(first).lane == .reading)
    driver.send(.filtered(ListAnswer(to: first, unfinished: QueryProgress(fitting: nil))))
    let rest = try #require(driver.requests.last)
    #expect(Effect.filter(rest).lane == .finding)
    #expect(driver.screenText.contains("filtering…") && !driver.screenText.contains("steam 2"))
    driver.press(":accept-all")
    driver.press(.enter)
    #expect(driver.screenText.contains("No cluster of the list waits for that."))
    driver.send(.filtered(ListAnswer(to: rest, numbers: [3, 5])))
    #expect(driver.listed == [3, 5])
    #expect(driver.state.place.list.filter == "rare" && driver.state.place.cluster == 3)
  }

  @Test(arguments: [nil, []] as [[Int32]?])
  func `when nothing comes of the list of the last visit, all are listed`(numbers: [Int32]?) throws {
    var driver = Driver()
    var place = Place(cluster: 3)
    place.list = ListChoice(filter: "rare")
    driver.enter(at: place)
    driver.answers = false
    driver.send(
      .filtered(ListAnswer(to: try #require(driver.requests.last), unfinished: QueryProgress(fitting: nil)))
    )
    #expect(driver.listed.isEmpty)
    driver.send(.filtered(ListAnswer(to: try #require(driver.requests.last), numbers: numbers)))
    #expect(driver.state.listing.isWhole)
  }

  @Test func `Tab says what a filter can go on with`() {
    var driver = Driver(size: Size(rows: 24, columns: 120))
    driver.press("&has:")
    driver.press(.tab)
    #expect(driver.screenText.contains("flag note ranking duplicate"))
  }
}

extension Driver {
  /// The steps that were asked for towards lists and counts.
  var requests: [ListRequest] {
    effects.compactMap { if case .filter(let request) = $0 { request } else { nil } }
  }

  /// The numbers of the clusters in the list.
  var listed: [Int] { (0..<state.listing.count).map { state.listing[$0] } }
}
