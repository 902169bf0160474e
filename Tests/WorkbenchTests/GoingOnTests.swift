import Curation
import Testing
import TextUI

@testable import Workbench

/// Reading candidate after candidate without leaving the page.
@Suite struct GoingOnTests {
  @Test func `J and K show the next and previous candidate in full, from its beginning`() {
    var driver = Driver(size: Size(rows: 8, columns: 60))
    driver.press("8")
    driver.press(.enter)
    driver.press("jJ")
    #expect(driver.state.layers == [.page(.reader, line: 0)])
    #expect(driver.state.place.candidate == 8)
    driver.press("KK")
    #expect(driver.state.place.candidate == 6)
  }

  @Test func `at either end the page stays and says so`() {
    var driver = Driver()
    driver.press(.enter)
    driver.press("K")
    #expect(driver.screenText.contains("This is the first candidate of cluster 1."))
    driver.press("0")
    driver.press("q")
    driver.press("0")
    driver.press(.enter)
    driver.press("J")
    #expect(driver.screenText.contains("This is the last candidate of cluster 1."))
    #expect(driver.state.layers == [.page(.reader, line: 0)])
  }

  @Test func `what was read about the candidate before is not shown about the next one`() throws {
    var driver = Driver()
    driver.answers = false
    driver.press("d")
    let first = try #require(driver.effects.compactMap(\.pageRequest).last)
    driver.press("J")
    let second = try #require(driver.effects.compactMap(\.pageRequest).last)
    #expect(first.candidate != second.candidate)
    driver.send(.pageRead(second, .missing("of the second")))
    driver.send(.pageRead(first, .missing("of the first")))
    #expect(driver.state.contents[.duplicates] == .missing("of the second"))
  }

  @Test func `pages about the whole project stay where they are`() {
    var driver = Driver()
    driver.press("h")
    driver.press("J")
    #expect(driver.state.place.candidate == 0)
    #expect(driver.state.layers == [.page(.guide, line: 0)])
  }
}

extension Effect {
  fileprivate var pageRequest: PageRequest? {
    if case .read(let request) = self { request } else { nil }
  }
}
