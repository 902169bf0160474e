import Foundation
import TestSupport
import Testing
import TextUI

@testable import Workbench

@Suite struct ResizingTests {
  private static let wide = Size(rows: 30, columns: 132)

  @Test func `the list of clusters can be wider and narrower, within reason`() {
    var driver = Driver(size: Self.wide)
    let before = RoomLayout(driver.state).clusters.columns
    driver.press(">>")
    #expect(RoomLayout(driver.state).clusters.columns == before + 8)
    driver.press("<<<")
    #expect(RoomLayout(driver.state).clusters.columns == before - 4)
    for _ in 0..<40 { driver.press(">") }
    #expect(RoomLayout(driver.state).candidates.columns == 60)
    #expect(driver.screenText.contains("The list cannot be any wider."))
    driver.press("<")
    #expect(RoomLayout(driver.state).candidates.columns == 64)
    for _ in 0..<40 { driver.press("<") }
    #expect(RoomLayout(driver.state).clusters.columns == 16)
  }

  @Test(arguments: 0...12)
  func `heading, numbers and marks of the list are whole at every width`(narrowings: Int) {
    var driver = Driver(size: Self.wide, clusters: 60)
    driver.press("asx")
    driver.press(.enter)
    for _ in 0..<narrowings { driver.press("<") }
    let list = RoomLayout(driver.state).clusters
    let rows = driver.screenText.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.prefix(list.columns)) }
    #expect(rows[1].contains("4/60"))
    #expect(rows[2].hasPrefix("   1 a tea"))
    #expect(rows[3].hasPrefix("   2 s tea"))
    #expect(rows[4].hasPrefix("   3 x tea"))
    #expect(rows[5].hasPrefix(">  4 - tea"))
    #expect(rows[2...5].allSatisfy { $0.contains("…") || $0.contains("steam") })
  }

  @Test func `where the list of clusters stands alone it says from which width on`() {
    var driver = Driver()
    driver.press(">")
    #expect(driver.screenText.contains("From 110 columns on"))
    #expect(driver.state.place.panes == PaneSizes())
  }

  @Test(arguments: [Size(rows: 24, columns: 80), Size(rows: 16, columns: 60), wide])
  func `the list above the texts can be taller and shorter, and the texts stay`(size: Size) {
    var driver = Driver(size: size)
    let before = RoomLayout(driver.state).candidates.rows
    driver.press("--")
    #expect(RoomLayout(driver.state).candidates.rows == max(4, before - 2))
    for _ in 0..<40 { driver.press("+") }
    let most = RoomLayout(driver.state)
    #expect(most.candidates.rows == min(12, size.rows - 8))
    #expect(most.text.rows >= 3 && most.rationale.rows >= 3)
    for _ in 0..<40 { driver.press("-") }
    #expect(RoomLayout(driver.state).candidates.rows == 4)
    #expect(driver.screenText.contains("The list cannot be any shorter."))
  }

  @Test func `sizes stay while one goes on, and are remembered`() throws {
    var driver = Driver(size: Self.wide)
    driver.press(">--a]")
    let panes = driver.state.place.panes
    #expect(panes.clusterColumns != nil && panes.listRows != nil)
    driver.press("q")
    let stored = try JSONEncoder().encode(driver.state.place)
    #expect(try JSONDecoder().decode(Place.self, from: stored) == driver.state.place)
  }

  @Test func `no wish for a size breaks a layout`() {
    var generator = SplitMix(state: 4)
    for _ in 0..<500 {
      func wish() -> Int? {
        Bool.random(using: &generator) ? nil : Int.random(in: -9...400, using: &generator)
      }
      let size = Size(
        rows: .random(in: 16...80, using: &generator),
        columns: .random(in: 60...300, using: &generator)
      )
      let layout = RoomLayout(
        size: size,
        pane: Place.Pane.allCases.randomElement(using: &generator) ?? .text,
        candidates: .random(in: 0...60, using: &generator),
        wishes: PaneSizes(clusterColumns: wish(), listRows: wish())
      )
      let lists = [layout.clusters, layout.candidates].filter { !$0.isEmpty }
      let parts = lists + [layout.text, layout.rationale]
      for (index, part) in parts.enumerated() {
        #expect(part.endRow < size.rows && part.endColumn <= size.columns && part.row >= 1)
        #expect(part.rows >= 2, "\(size) \(layout)")
        for other in parts[..<index] { #expect(part.intersection(other).isEmpty) }
      }
    }
  }

  @Test(arguments: [
    #"{"cluster":7,"candidate":3,"pane":"text","textScroll":2,"rationaleScroll":1}"#,
    #"{"cluster":7}"#, #"{"cluster":7,"pane":"attic","candidate":-4,"panes":3,"later":{"a":[1]}}"#,
    #"{"cluster":7,"panes":{"clusterColumns":-5}}"#, #"{"cluster":7,"panes":{"listRows":"many"}}"#,
  ])
  func `a place that another version stored is read as far as it is understood`(stored: String) throws {
    let place = try JSONDecoder().decode(Place.self, from: Data(stored.utf8))
    #expect(place.cluster == 7)
    #expect(place.candidate == (stored.contains(#""candidate":3"#) ? 3 : 0))
    #expect(place.pane == (stored.contains("text") ? .text : .candidates))
  }

  @Test(arguments: ["", "{}", "[]", #"{"cluster":"x"}"#])
  func `what is no place is none`(stored: String) {
    #expect(throws: (any Error).self) { try JSONDecoder().decode(Place.self, from: Data(stored.utf8)) }
  }
}
