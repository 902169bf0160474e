import Curation
import TestSupport
import Testing
import TextUI
import Workbench

@Suite struct MapViewTests {
  private func driver(size: Size, mode: ReviewMode = .assisted) throws -> Driver {
    var driver = Driver(size: size, clusters: 30, mode: mode)
    try driver.layOutMap(clusters: 30, showsOthersPicks: mode == .assisted)
    return driver
  }

  @Test func `the map on a large screen, from nearby`() throws {
    var driver = try driver(size: Size(rows: 50, columns: 160))
    driver.press("M++j")
    try expectScreen(render(driver.state), matches: "map-large")
  }

  @Test func `the map in ASCII`() throws {
    try Repertoire.$current.withValue(.ascii) {
      var driver = try driver(size: Size(rows: 24, columns: 80))
      driver.press("M")
      let screen = render(driver.state)
      // Signs that have no stand-in would be question marks on the terminal.
      let picture = (2..<21).flatMap { screen.row($0) }
      #expect(!picture.contains { $0.text?.asciiText.contains("?") ?? false })
      try expectScreen(screen, matches: "map-ascii")
    }
  }

  @Test(arguments: [ReviewMode.blind, .decideFirst])
  func `where others' picks must not be seen they are not in the legend either`(mode: ReviewMode) throws {
    var driver = try driver(size: Size(rows: 24, columns: 80), mode: mode)
    driver.press("M")
    #expect(!driver.screenText.contains("others' picks"))
    #expect(driver.screenText.contains("my picks"))
  }

  @Test func `it says that it is being made`() throws {
    var driver = Driver()
    driver.press("M")
    try expectScreen(render(driver.state), matches: "map-projecting")
  }

  @Test(arguments: [(1, 1), (2, 10), (4, 3), (5, 40), (16, 60), (200, 300)])
  func `it fits into any screen`(rows: Int, columns: Int) throws {
    var driver = try driver(size: Size(rows: rows, columns: columns))
    driver.press("M+jlJL0")
    driver.press(.enter)
    #expect(driver.state.layers.isEmpty)
  }
}
