import Curation
import Testing
import TextUI

@testable import Workbench

@Suite struct SearchingTests {
  @Test func `the first match is gone to while one types, and Esc goes back`() {
    var driver = Driver()
    driver.press("jj")
    let place = driver.state.place
    driver.press("/3-")
    #expect(driver.state.place.cluster == 3)
    #expect(driver.state.candidate?.id.rawValue == "i3-0")
    driver.press("7")
    #expect(driver.state.candidate?.id.rawValue == "i3-7")
    #expect(driver.screenText.contains("1 or more found"))
    driver.press(.escape)
    #expect(driver.state.place == place)
    #expect(driver.state.search == Search())
    #expect(driver.state.searchText == nil)
  }

  @Test func `a search begins where one is, goes round, and counts its matches when one has typed`() {
    var driver = Driver()
    driver.press("]]]/-7")
    #expect(driver.state.candidate?.id.rawValue == "i4-7")
    #expect(driver.state.search.hits.map(\.cluster) == [4], "no more is looked for than is gone to")
    driver.press(.enter)
    #expect(driver.state.search.hits.map(\.cluster) == Array(1...6))
    #expect(driver.screenText.contains("Match 4 of 6 for -7."))
    driver.press("nnn")
    #expect(driver.state.candidate?.id.rawValue == "i1-7")
    #expect(driver.screenText.contains("Match 1 of 6 for -7."))
  }

  @Test
  func `in another order all is looked through while one types, since the last step may find the first`() {
    var driver = Driver()
    driver.press("Tn")
    #expect(driver.state.place.list.order.isReversed)
    driver.answers = false
    driver.press("/x")
    let hits = (0..<Search.limitAsTyped).map { Search.Hit(cluster: 1 + $0 % 5, candidate: nil) }
    driver.send(.found(SearchFinds(of: driver.searches[0], hits: hits, next: SearchProgress().reaching(9))))
    #expect(driver.searches.count == 2 && driver.searches[1].limit == Search.limit - hits.count)
    let last = Search.Hit(cluster: 6, candidate: nil)
    driver.send(.found(SearchFinds(of: driver.searches[1], hits: [last], next: nil)))
    #expect(driver.screenText.contains("101 found"))
  }

  @Test func `what stands only before where one is, is found from the beginning`() {
    var driver = Driver()
    driver.press("]]]/i2-")
    #expect(driver.state.place.cluster == 2)
    driver.press(.enter)
    #expect(driver.screenText.contains("Match 1 of "))
  }

  @Test func `who went elsewhere is not told of matches that are counted late`() {
    var driver = Driver()
    driver.answers = false
    driver.press("/x")
    let hit = Search.Hit(cluster: 1, candidate: nil)
    driver.send(.found(SearchFinds(of: driver.searches[0], hits: [hit], next: SearchProgress().reaching(9))))
    driver.press(.enter)
    #expect(driver.searches.count == 2 && driver.searches[1].limit == 999)
    driver.press("]")
    driver.send(.found(SearchFinds(of: driver.searches[1], hits: [], next: nil)))
    #expect(!driver.screenText.contains("Match 1"))
  }

  @Test func `shortening a search goes back towards where one was`() {
    var driver = Driver()
    driver.press("/-7")
    #expect(driver.state.place.cluster == 1)
    driver.press(.backspace, .backspace)
    #expect(driver.state.place == Place(cluster: 1))
    #expect(driver.state.searchText == nil)
  }

  @Test func `Esc keeps the search before`() {
    var driver = Driver()
    driver.press("/-7")
    driver.press(.enter)
    let search = driver.state.search
    driver.press("/i4")
    #expect(driver.state.place.cluster == 4)
    driver.press(.escape)
    #expect(driver.state.place.cluster == 1)
    #expect(driver.state.search == search)
    driver.press("n")
    #expect(driver.state.candidate?.id.rawValue == "i2-7")
  }

  @Test func `one step is on its way at a time, and the next one is for what was typed last`() {
    var driver = Driver()
    driver.answers = false
    driver.press("/")
    driver.typeAhead("abcd-7")
    #expect(driver.searches.map(\.text) == ["a"])
    driver.send(
      .found(SearchFinds(of: driver.searches[0], hits: [.init(cluster: 5, candidate: nil)], next: nil))
    )
    #expect(driver.state.place.cluster == 1, "an answer to what is no longer asked moves nothing")
    #expect(driver.searches.map(\.text) == ["a", "abcd-7"])
  }

  @Test func `a search goes on in steps and can be left between them`() {
    var driver = Driver()
    driver.answers = false
    driver.press("/x")
    driver.press(.enter)
    driver.send(.found(SearchFinds(of: driver.searches[0], hits: [], next: SearchProgress().reaching(40))))
    #expect(driver.state.place.cluster == 1)
    driver.send(
      .found(
        SearchFinds(
          of: driver.searches[1],
          hits: [.init(cluster: 4, candidate: nil)],
          next: SearchProgress().reaching(60)
        )
      )
    )
    #expect(driver.state.place.cluster == 4)
    #expect(driver.searches.map(\.progress.position) == [0, 40, 60])
    driver.press("/")
    driver.press(.escape)
    driver.send(
      .found(SearchFinds(of: driver.searches[2], hits: [.init(cluster: 5, candidate: nil)], next: nil))
    )
    #expect(driver.state.place.cluster == 4)
  }

  @Test func `more hits than are kept are told`() {
    var driver = Driver()
    driver.answers = false
    driver.press("/x")
    driver.press(.enter)
    let hits = (0..<1000).map { Search.Hit(cluster: 1 + $0 % 6, candidate: nil) }
    driver.send(.found(SearchFinds(of: driver.searches[0], hits: hits, next: SearchProgress().reaching(9))))
    #expect(driver.searches.count == 1)
    driver.press("n")
    #expect(driver.screenText.contains("of 1000 or more for x."))
  }

  @Test func `an empty search takes the marks away`() {
    var driver = Driver()
    driver.press("/-7")
    driver.press(.enter)
    #expect(driver.state.searchText != nil)
    driver.press("/")
    driver.press(.enter)
    #expect(driver.state.searchText == nil)
  }
}

extension Driver {
  /// The steps of searches that were asked for.
  var searches: [SearchRequest] {
    effects.compactMap { if case .search(let request) = $0 { request } else { nil } }
  }
}
