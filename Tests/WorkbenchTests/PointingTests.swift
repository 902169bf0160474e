import Curation
import Foundation
import Testing
import TextUI

@testable import Workbench

@Suite struct PointingTests {
  private static let wide = Size(rows: 30, columns: 132)

  @Test func `a click selects the candidate under the pointer and gives its pane the keys`() {
    var driver = Driver(size: Self.wide)
    driver.press(.tab)
    driver.click("What is a packet?")
    #expect(driver.state.place.candidate == 3)
    #expect(driver.state.place.pane == .candidates)
  }

  @Test func `a click selects the cluster under the pointer`() {
    var driver = Driver(size: Self.wide, clusters: 40)
    driver.click("steam 7")
    #expect(driver.state.place.cluster == 7)
    #expect(driver.state.place.pane == .clusters)
  }

  @Test func `a click on a text gives it the keys`() {
    var driver = Driver(size: Self.wide)
    driver.click("RATIONALE")
    #expect(driver.state.place.pane == .rationale)
    driver.click("INSTRUCTION")
    #expect(driver.state.place.pane == .text)
  }

  @Test func `a second click on the same line soon after opens what was selected`() {
    var driver = Driver(size: Self.wide)
    driver.click("What is a packet?", at: .milliseconds(1000))
    driver.click("What is a packet?", at: .milliseconds(1400))
    #expect(driver.state.layers == [.page(.reader, line: 0)])
    #expect(driver.state.place.candidate == 3)
  }

  @Test func `a double click on a cluster goes to its candidates`() {
    var driver = Driver(size: Self.wide)
    let row = Point(row: RoomLayout(driver.state).clusters.row + 3, column: 6)
    driver.press(at: row, time: .zero)
    driver.press(at: row, time: .zero)
    #expect(driver.state.place.cluster == 3)
    #expect(driver.state.place.pane == .candidates)
    #expect(driver.state.layers.isEmpty)
  }

  @Test func `a double click opens what the first press selected, although the list has turned`() throws {
    var driver = Driver(size: Self.wide, clusters: 200)
    let list = RoomLayout(driver.state).clusters
    let last = Point(row: list.endRow - 1, column: 4)
    driver.press(at: last, time: .milliseconds(10))
    let selected = driver.state.place.cluster
    #expect(driver.state.target(at: last)?.index != driver.state.clusterIndex, "the list turned")
    driver.press(at: last, time: .milliseconds(200))
    #expect(driver.state.place.cluster == selected)
    #expect(driver.state.place.pane == .candidates)
  }

  @Test(arguments: [
    (Duration.milliseconds(401), "What is a packet?", false), (.milliseconds(100), "Write a haiku", false),
    (.milliseconds(100), "What is a packet?", true),
  ])
  func `late, elsewhere or after a key, a second click is a click`(
    pause: Duration,
    words: String,
    pressesKey: Bool
  ) {
    var driver = Driver(size: Self.wide)
    driver.click("What is a packet?", at: .seconds(5))
    if pressesKey { driver.press("j") }
    driver.click(words, at: .seconds(5) + pause)
    #expect(driver.state.layers.isEmpty)
  }

  @Test func `the wheel scrolls what is under the pointer and leaves the keys where they are`() throws {
    var driver = Driver(size: Size(rows: 18, columns: 60))
    driver.press("9")
    let text = RoomLayout(driver.state).text
    driver.send(.input(.mouse(MouseEvent(action: .wheelDown, point: text.origin))))
    #expect(driver.state.place.textScroll > 0)
    #expect(driver.state.place.pane == .candidates)
    driver.send(.input(.mouse(MouseEvent(action: .wheelUp, point: text.origin))))
    #expect(driver.state.place.textScroll == 0)
    let list = RoomLayout(driver.state).candidates
    driver.send(.input(.mouse(MouseEvent(action: .wheelUp, point: list.origin))))
    #expect(driver.state.place.candidate == 5)
  }

  @Test func `on a page the wheel scrolls by three lines`() {
    var driver = Driver()
    driver.press("?")
    driver.send(.input(.mouse(MouseEvent(action: .wheelDown, point: Point(row: 5, column: 5)))))
    #expect(driver.state.layers == [.page(.help, line: 3)])
  }

  @Test func `on a page with a list a click goes to a line and a second one to what it is about`() {
    var driver = Driver()
    driver.contents[.queue] = .queue(
      (1...6).map {
        QueuedPick(
          instruction: Instruction(id: InstructionID("i\($0)-0"), text: "pick \($0)"),
          cluster: $0,
          verdict: .accept,
          curator: "ada"
        )
      },
      total: 6
    )
    driver.press("Q")
    driver.press(at: Point(row: 4, column: 10), time: .milliseconds(0))
    #expect(driver.state.layers == [.page(.queue, line: 3)])
    driver.press(at: Point(row: 4, column: 10), time: .milliseconds(300))
    #expect(driver.state.layers.isEmpty)
    #expect(driver.state.place.cluster == 4)
  }

  @Test(
    arguments: ["", "x", "/", ":", "m", "?"],
    [Size(rows: 24, columns: 80), Size(rows: 30, columns: 132)]
  )
  func `nothing that the mouse does anywhere decides, whatever is open`(opening: String, size: Size) {
    var driver = Driver(size: size)
    for row in stride(from: 0, to: size.rows, by: 2) {
      for column in stride(from: 0, to: size.columns, by: 17) {
        driver.press(opening)
        for action in [MouseEvent.Action.press, .release, .press, .wheelDown, .wheelUp] {
          let point = Point(row: row, column: column)
          driver.send(.input(.mouse(MouseEvent(action: action, point: point))))
          driver.draw()
        }
        while !driver.state.layers.isEmpty { driver.press(.escape) }
      }
    }
    #expect(driver.log.isEmpty)
    #expect(!driver.state.isDone)
  }

  @Test func `a question keeps the mouse out`() {
    var driver = Driver(size: Self.wide)
    driver.press("x")
    let place = driver.state.place
    driver.press(at: Point(row: 5, column: 60), time: .zero)
    #expect(driver.state.place == place)
    #expect(driver.state.layers.count == 1)
  }

  @Test(arguments: [Size(rows: 0, columns: 0), Size(rows: 5, columns: 20), Size(rows: 24, columns: 80)])
  func `points beyond the screen mean nothing`(size: Size) {
    var driver = Driver(size: size)
    let place = driver.state.place
    for point in [Point(row: -1, column: -1), Point(row: 900, column: 900), Point(row: 0, column: 0)] {
      for action in [MouseEvent.Action.press, .wheelDown] {
        driver.send(.input(.mouse(MouseEvent(action: action, point: point))))
      }
    }
    #expect(driver.state.place == place)
  }

  @Test func `while the plain text is there to be copied the mouse is left to the terminal`() {
    var driver = Driver()
    #expect(!driver.state.leavesMouse)
    driver.press("y")
    #expect(driver.state.leavesMouse)
    driver.press(.escape)
    #expect(!driver.state.leavesMouse)
  }
}

extension Driver {
  /// Presses the mouse on the first row that shows some words.
  mutating func click(_ words: String, at time: Duration = .zero) {
    let screen = render(state)
    for row in 0..<screen.size.rows {
      let text = screen.text(ofRow: row)
      if let range = text.range(of: words) {
        let column = text.distance(from: text.startIndex, to: range.lowerBound)
        return press(at: Point(row: row, column: column), time: time)
      }
    }
  }

  /// Presses the mouse, and draws.
  mutating func press(at point: Point, time: Duration) {
    send(.input(.mouse(MouseEvent(action: .press, point: point, time: time))))
    draw()
  }
}
