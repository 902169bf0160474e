import Curation
import Mapping
import TestSupport
import Testing
import TextUI

@testable import Workbench

@Suite struct MapTests {
  /// A room whose map has four points: in the middle, to the right, above and below left, each of another cluster.
  private func driver() throws -> Driver {
    var driver = Driver()
    let places = [(0.5, 0.5), (0.9, 0.5), (0.5, 0.1), (0.15, 0.9)].map { MapPlace(x: $0.0, y: $0.1) }
    let points = try MapPoints(places: places, clusters: [2, 3, 4, 1])
    // The second point stands for row 5: rows without a vector lie between.
    driver.map = .map(
      PoolMap(title: "PCA, 40 % of the variance", points: points, topics: [], rows: [1, 5, 6, 9]),
      row: 1
    )
    for (row, cluster) in [(1, 2), (5, 3), (6, 4), (9, 1)] {
      let detail = Fixture.detail(cluster)
      guard let instruction = detail.instructions[InstructionID("i\(cluster)-4")] else { continue }
      driver.spots[row] = MapSpot(row: row, instruction: instruction, label: detail.cluster.label)
    }
    return driver
  }

  private func position(_ driver: Driver) throws -> MapPosition {
    guard case .map(.open(let position)) = driver.state.layers.last else {
      throw Missing()
    }
    return position
  }

  private struct Missing: Error {}

  @Test func `the map opens at the candidate under the cursor and says what it is`() throws {
    var driver = try driver()
    driver.press("]j")
    let candidate = try #require(driver.state.candidate?.id)
    driver.press("M")
    #expect(driver.effects.contains(.readMap(candidate: candidate)))
    #expect(try position(driver).row == 1)
    #expect(driver.screenText.contains("PCA, 40 % of the variance"))
    #expect(driver.screenText.contains("CLUSTER 2  id i2-4  tea · kettle · steam 2"))
    #expect(driver.state.visibleCluster == nil)
  }

  @Test(arguments: [("l", 5), ("k", 6), ("j", 9), ("h", 1), ("lh", 1), ("G", 9), ("g", 6), ("HHLL", 1)])
  func `the cursor goes from point to point`(keys: String, row: Int) throws {
    var driver = try driver()
    driver.press("M" + keys)
    #expect(try position(driver).row == row)
    #expect(try position(driver).spot == driver.spots[row])
  }

  @Test func `a click goes to the nearest point, a second one to its cluster, and the wheel zooms`() throws {
    var driver = try driver()
    driver.press("M")
    let picture = MapLayout(driver.state.size).picture
    func mouse(_ action: MouseEvent.Action, _ row: Int, _ column: Int) -> Event {
      .input(.mouse(MouseEvent(action: action, point: Point(row: row, column: column))))
    }
    driver.send(mouse(.wheelUp, picture.row, picture.column))
    #expect(try position(driver).window.level == 1)
    driver.send(mouse(.wheelDown, picture.row, picture.column))
    #expect(try position(driver).window.level == 0 && position(driver).row == 1)
    driver.send(mouse(.press, picture.row + 1, picture.column + picture.columns / 2))
    #expect(try position(driver).row == 6 && driver.screenText.contains("CLUSTER 4"))
    driver.send(mouse(.press, picture.endRow, 3))
    #expect(try position(driver).row == 6)
    driver.send(mouse(.press, picture.row + 1, picture.columns / 2))
    driver.send(mouse(.press, picture.row + 1, picture.columns / 2))
    #expect(driver.state.layers.isEmpty && driver.state.place.cluster == 4)
  }

  @Test func `arrows do what the letters do`() throws {
    var driver = try driver()
    driver.press("M")
    driver.press(.right)
    #expect(try position(driver).row == 5)
    driver.press(.left, .up)
    #expect(try position(driver).row == 6)
    driver.press(.down)
    #expect(try position(driver).row == 1)
  }

  @Test func `Enter goes to the candidate under the cursor and its cluster`() throws {
    var driver = try driver()
    driver.press("Ml")
    driver.press(.enter)
    #expect(driver.state.layers.isEmpty)
    #expect(driver.state.place.cluster == 3)
    #expect(driver.state.candidate?.id == InstructionID("i3-4"))
    #expect(driver.log.isEmpty)
  }

  @Test(arguments: [Key.character("q"), .escape])
  func `leaving goes back to where one was`(key: Key) throws {
    var driver = try driver()
    driver.press("]jj")
    let place = driver.state.place
    driver.press("Mlk+H")
    driver.press(key)
    #expect(driver.state.layers.isEmpty)
    #expect(driver.state.place == place)
    #expect(!driver.state.isDone)
  }

  @Test func `zooming keeps the point under the cursor where it is, and 0 shows all again`() throws {
    var driver = try driver()
    driver.press("Ml")
    let whole = try position(driver).window
    let start = render(driver.state).cursor
    driver.press("++++")
    #expect(try position(driver).window.level == 4)
    #expect(driver.screenText.contains("×4"))
    let moved = try #require(render(driver.state).cursor)
    #expect(abs(moved.row - (start?.row ?? 0)) <= 1 && abs(moved.column - (start?.column ?? 0)) <= 1)
    driver.press("0")
    #expect(try position(driver).window == whole)
    driver.press("+-")
    #expect(try position(driver).window == whole)
  }

  @Test func `a point out of view hides the cursor, and the next step brings it back`() throws {
    var driver = try driver()
    driver.press("M++++LLLL")
    #expect(render(driver.state).cursor == nil)
    let row = try position(driver).row
    #expect(row == 1)
    driver.press("l")
    #expect(try position(driver).row == 5)
    driver.press("h")
    #expect(render(driver.state).cursor != nil)
  }

  @Test func `help and the command line lie over the map and come back to it`() throws {
    var driver = try driver()
    driver.press("M?")
    #expect(driver.screenText.contains("KEYS"))
    driver.press("q")
    driver.press(":zoom-in")
    driver.press(.enter)
    #expect(try position(driver).window.level == 1)
  }

  @Test func `a pool without a map says why, and what comes too late is dropped`() throws {
    var driver = Driver()
    driver.map = .missing("No embeddings. Next: handpick embed tea.handpick")
    driver.press("M")
    #expect(driver.screenText.contains("Next: handpick embed"))
    driver.press("jl+0")
    driver.press(.enter)
    driver.press("q")
    #expect(driver.state.layers.isEmpty)
    driver.send(.mapRead(.missing("late")))
    driver.send(.located(try #require(try self.driver().spots[1])))
    #expect(driver.state.layers.isEmpty)
  }

  @Test func `keys pressed before the map is there do nothing`() throws {
    var driver = Driver()
    driver.press("Mlj+a")
    driver.press(.enter)
    #expect(driver.state.layers == [.map(.projecting)])
    #expect(driver.screenText.contains("Projecting"))
    #expect(driver.log.isEmpty)
  }
}
