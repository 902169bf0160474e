import Curation
import Foundation
import TestSupport
import Testing
import TextUI

@testable import Workbench

@Suite struct NotesTests {
  private func driver(_ notes: [ClusterNote], size: Size = Size(rows: 24, columns: 80)) -> Driver {
    var driver = Driver(size: size, clusters: 40)
    driver.contents[.notes] = .notes(notes, total: notes.count)
    return driver
  }

  private func line(_ driver: Driver) -> Int? {
    if case .page(.notes, let line) = driver.state.layers.last { line } else { nil }
  }

  @Test func `Enter goes to the note's cluster, and the list opens again where one was`() {
    var driver = driver(FurnishedRoom.notes)
    driver.press("LGk")
    #expect(line(driver) == 3)
    driver.press(.enter)
    #expect(driver.state.layers.isEmpty && driver.state.place.cluster == 11)
    driver.press("L")
    #expect(line(driver) == 3)
  }

  @Test(arguments: [Key.escape, .character("q")])
  func `the way back leads to where one was in the room`(key: Key) {
    var driver = driver(FurnishedRoom.notes)
    driver.press("]]4")
    let place = driver.state.place
    driver.press("Ljj")
    driver.press(key)
    #expect(driver.state.layers.isEmpty && driver.state.place == place)
  }

  @Test func `it has a name on the command line, and without notes it says how to write one`() {
    var driver = driver([])
    driver.press(":notes")
    driver.press(.enter)
    #expect(driver.screenText.contains("No notes yet: m writes one"))
  }

  @Test(arguments: [(5, 20), (8, 40), (24, 80), (50, 160)])
  func `wherever the cursor is, its note is on screen with its text`(rows: Int, columns: Int) {
    let words = "A note of some words that goes on and on. "
    let notes = (1...40).map { number in
      ClusterNote(
        cluster: number,
        label: "tea",
        curator: "ada",
        time: Date(timeIntervalSince1970: 0),
        text: "N\(number)# " + String(repeating: words, count: number * 7 % 12)
      )
    }
    let page = NotesPage(notes, total: 40, Driver().state.project)
    for cursor in 0..<40 {
      var screen = Screen(size: Size(rows: rows, columns: columns))
      page.draw(at: cursor, in: screen.bounds.splitLeft(2).rest, on: &screen)
      let text = (0..<rows).map { screen.text(ofRow: $0) }
      let row = screen.cursor?.row ?? 0
      #expect(text[row].hasPrefix("> cluster \(cursor + 1) "))
      #expect(text.contains { $0.contains("N\(cursor + 1)#") })
      #expect(page.index(atRow: row, whileAt: cursor, rows: rows, columns: columns - 2) == cursor)
    }
  }

  @Test func `a click selects a note, a second one goes there`() {
    var driver = driver(FurnishedRoom.notes)
    driver.press("L")
    for time in [Duration.zero, .milliseconds(100)] {
      let press = MouseEvent(action: .press, point: Point(row: 3, column: 8), time: time)
      driver.send(.input(.mouse(press)))
    }
    #expect(driver.state.place.cluster == 5)
  }

  @Test(arguments: ["m", "e"])
  func `a note that is withheld is not opened, so that it is not replaced unread`(key: String) throws {
    var driver = Driver(mode: .decideFirst)
    var standing = Standing(cluster: 1, version: 9, note: "take the third")
    standing.withholdNote()
    driver.send(.news([standing]))
    driver.press(key)
    #expect(driver.state.layers.isEmpty)
    #expect(!driver.effects.contains { if case .edit = $0 { true } else { false } })
    #expect(driver.screenText.contains("withheld until you have chosen"))
    #expect(driver.screenText.contains("with a note"))
    #expect(!driver.screenText.contains("take the third"))
  }

  @Test func `a note written while somebody else's came is not lost in silence`() throws {
    var driver = Driver(mode: .decideFirst)
    driver.press("mmine")
    var standing = Standing(cluster: 1, version: 9, note: "take the third")
    standing.withholdNote()
    driver.send(.news([standing]))
    driver.press(.enter)
    #expect(driver.log.isEmpty)
    #expect(driver.screenText.contains("NOT SAVED"))
  }
}
