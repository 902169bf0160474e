import Curation
import Testing
import TextUI
import Workbench

@Suite struct BulkTests {
  @Test func `a verdict about the whole list asks for the number typed back`() {
    var driver = Driver(clusters: 6)
    driver.press("s")
    driver.press(":accept-all")
    driver.press(.enter)
    #expect(driver.screenText.contains("Accept the pick in 6 open clusters of the list? Type 6: "))
    driver.press("6")
    driver.press(.enter)
    #expect(driver.effects.contains(.recordAll(.accept, [1, 2, 3, 4, 5, 6])))
  }

  @Test(arguments: ["", "5", "66", "y"])
  func `with another number nothing is decided`(typed: String) {
    var driver = Driver(clusters: 6)
    driver.press(":skip-all")
    driver.press(.enter)
    driver.press(typed)
    driver.press(.enter)
    #expect(!driver.effects.contains { if case .recordAll = $0 { true } else { false } })
    #expect(driver.screenText.contains("Nothing was decided"))
  }

  @Test func `leaving the question decides nothing`() {
    var driver = Driver(clusters: 6)
    driver.press(":skip-all")
    driver.press(.enter)
    driver.press("6")
    driver.press(.escape)
    #expect(!driver.effects.contains { if case .recordAll = $0 { true } else { false } })
  }

  @Test func `the reason of the last decision can be changed, from wherever one is now`() throws {
    var driver = Driver()
    driver.press("3od")
    driver.press("w")
    #expect(driver.state.place.cluster == 1)
    driver.press("g")
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.reason == .ambiguous)
    #expect(decision.picks.map(\.rawValue) == ["i1-4"])
  }

  @Test func `an accepted pick has no reason to change`() {
    var driver = Driver()
    driver.press("aw")
    #expect(driver.state.layers.isEmpty)
    #expect(driver.screenText.contains("has a reason of yours"))
  }
}
