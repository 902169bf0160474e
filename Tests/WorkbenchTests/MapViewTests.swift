import Curation
import Mapping
import TestSupport
import Testing
import TextUI
import Workbench

@Suite struct MapViewTests {
  /// A room with a pool of three clouds, ten clusters in each, with picks and topics.
  private func driver(size: Size, mode: ReviewMode = .assisted) throws -> Driver {
    var driver = Driver(size: size, clusters: 30, mode: mode)
    var chance = SplitMix(state: 7)
    var places: [MapPlace] = []
    for index in 0..<3000 {
      let centre = [(0.25, 0.3), (0.7, 0.35), (0.5, 0.8)][index % 3]
      // The sum of four equal chances is nearly normal, and rounded alike everywhere.
      func offset() -> Double {
        (0..<4).reduce(-2.0) { sum, _ in sum + Double(chance.next() >> 40) / 16_777_216 }
      }
      places.append(MapPlace(x: Float(centre.0 + offset() / 8), y: Float(centre.1 + offset() / 10)))
    }
    let points = try MapPoints(
      places: places,
      clusters: places.indices.map { Int32($0 % 30 + 1) },
      marks: places.indices.map { $0 % 100 == 0 ? .own : $0 % 77 == 0 && mode == .assisted ? .others : [] },
      topics: places.indices.map { Int32($0 % 3) }
    )
    let topics = ["kettle", "\u{1B}[31msteam", "茶"]
    driver.map = .map(PoolMap(title: "PCA, 12 % of the variance", points: points, topics: topics), row: 31)
    let detail = Fixture.detail(2)
    for index in places.indices {
      let odd = detail.order[[4, 3, 5][index % 3]]
      guard let instruction = detail.instructions[odd] else { continue }
      driver.spots[index] = MapSpot(row: index, instruction: instruction, label: "tea · kettle")
    }
    return driver
  }

  @Test func `the map at a usual size`() throws {
    var driver = try driver(size: Size(rows: 24, columns: 80))
    driver.press("M")
    try expectScreen(render(driver.state), matches: "map-usual")
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
