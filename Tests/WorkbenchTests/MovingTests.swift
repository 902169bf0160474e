import Curation
import Testing
import TextUI

@testable import Workbench

@Suite struct MovingTests {
  @Test func `j and k move among the candidates and stop at the ends`() {
    var driver = Driver()
    driver.press("jjk")
    #expect(driver.state.place.candidate == 1)
    driver.press("kkkk")
    #expect(driver.state.place.candidate == 0)
    driver.press("G")
    #expect(driver.state.place.candidate == 9)
    driver.press("jg")
    #expect(driver.state.place.candidate == 0)
  }

  @Test func `J and K move among the candidates whichever pane holds the keys`() {
    var driver = Driver()
    driver.press(.tab)
    driver.press("JJK")
    #expect(driver.state.place.candidate == 1)
    #expect(driver.state.place.pane == .text)
  }

  @Test func `a digit moves to a candidate and never decides`() {
    var driver = Driver()
    driver.press("7")
    #expect(driver.state.place.candidate == 6)
    driver.press("0")
    #expect(driver.state.place.candidate == 9)
    #expect(driver.log.isEmpty)
  }

  @Test func `Tab goes through the panes and back`() {
    var driver = Driver()
    let panes = (0..<4).map { _ in
      driver.press(.tab)
      return driver.state.place.pane
    }
    #expect(panes == [.text, .rationale, .clusters, .candidates])
    driver.press(.backTab)
    #expect(driver.state.place.pane == .clusters)
    driver.press("j")
    #expect(driver.state.place.cluster == 2)
  }

  @Test func `brackets go to the next and previous cluster, a brace to the next open one`() {
    var driver = Driver()
    driver.press("]]")
    #expect(driver.state.place.cluster == 3)
    driver.press("{")
    #expect(driver.state.place.cluster == 2)
    driver.press("a")
    driver.press("{{")
    driver.press("}")
    #expect(driver.state.place.cluster == 3)
  }

  @Test func `long texts scroll to their last line and no further`() {
    var driver = Driver(size: Size(rows: 18, columns: 60))
    driver.press("9")
    driver.press(.tab)
    driver.press("G")
    let bottom = driver.state.place.textScroll
    #expect(bottom > 0)
    #expect(driver.screenText.contains("| green"))
    driver.press("j")
    #expect(driver.state.place.textScroll == bottom)
    driver.press("g")
    #expect(driver.state.place.textScroll == 0)
  }

  @Test func `the room is entered at the first open cluster, or where it was left`() {
    var driver = Driver()
    driver.press("aa")
    let fresh = State(
      project: driver.state.project,
      verdicts: driver.state.verdicts,
      size: driver.state.size
    )
    #expect(fresh.place.cluster == 3)
    let back = State(
      project: driver.state.project,
      verdicts: driver.state.verdicts,
      place: Place(cluster: 5, candidate: 4, pane: .text),
      size: driver.state.size
    )
    #expect(back.place.cluster == 5)
    #expect(back.place.candidate == 4)
  }

  @Test func `leaving saves the place`() {
    var driver = Driver()
    driver.press("]j")
    driver.press("q")
    #expect(driver.state.isDone)
    #expect(driver.effects.last == .savePlace(driver.state.place))
  }

  @Test func `the end of the terminal leaves, too`() {
    var driver = Driver()
    driver.send(.input(.endOfInput))
    #expect(driver.state.isDone)
    #expect(driver.effects.last == .savePlace(driver.state.place))
  }

  @Test func `Escape never leaves`() {
    var driver = Driver()
    driver.press(.escape, .escape)
    #expect(!driver.state.isDone)
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 1), (1, 200), (60, 200), (16, 60), (15, 59), (24, 80), (3, 7)])
  func `every size can be drawn, in every pane and layer`(rows: Int, columns: Int) {
    var driver = Driver()
    let size = Size(rows: rows, columns: columns)
    driver.send(.input(.resized(size)))
    for key in [
      Key.tab, .tab, .tab, .tab, .character("?"), .escape, .enter, .escape, .character(":"), .escape,
    ] {
      driver.press(key)
      let screen = render(driver.state)
      #expect(screen.size == size)
      if let cursor = screen.cursor { #expect(cursor.row < max(1, rows) && cursor.column < max(1, columns)) }
    }
  }
}
