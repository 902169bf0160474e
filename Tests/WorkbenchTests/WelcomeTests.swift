import Curation
import TestSupport
import Testing
import TextUI

@testable import Workbench

@Suite struct WelcomeTests {
  @Test func `a narrow room shows the six keys, too`() throws {
    let driver = Driver(size: Size(rows: 16, columns: 60), isFirstVisit: true)
    try expectScreen(render(driver.state), matches: "welcome-narrow")
  }

  @Test func `who decides first is told what the key does for them`() throws {
    let driver = Driver(
      size: Size(rows: 30, columns: 132),
      mode: .decideFirst,
      keyMap: KeyMap.Preset.prodigy.keyMap,
      isFirstVisit: true
    )
    try expectScreen(render(driver.state), matches: "welcome-decide-first")
  }

  @Test(arguments: KeyMap.Preset.allCases)
  func `its keys are those of the table`(preset: KeyMap.Preset) {
    let driver = Driver(keyMap: preset.keyMap, isFirstVisit: true)
    for command in [Command.accept, .override, .none, .skip, .undo, .help] {
      let row = preset.keyMap.bindings.first { $0.command == command }
      let line = driver.screenText.split(separator: "\n").first { line in
        line.contains(" \(row?.keyTitle ?? "?") ") && line.contains((row?.summary ?? "?").prefix(30))
      }
      #expect(line != nil, "\(command.rawValue)")
    }
  }

  @Test(
    arguments: ["a", "x", "o", "s", "u", "q", "/", "?", ":", "j"].map { Key.character($0) } + [
      .escape, .enter, .control("c"),
    ]
  )
  func `any key closes it and does nothing else`(key: Key) {
    var driver = Driver(isFirstVisit: true)
    let effects = driver.effects
    driver.press(key)
    #expect(driver.state.layers.isEmpty)
    #expect(driver.effects == effects)
    #expect(driver.log.isEmpty)
    #expect(!driver.state.isDone)
    driver.press("a")
    #expect(driver.log.count == 1)
  }

  @Test func `a click closes it, too, and a paste leaves it`() {
    var driver = Driver(isFirstVisit: true)
    driver.send(.input(.paste("axs")))
    #expect(driver.state.layers == [.welcome])
    driver.press(at: Point(row: 3, column: 3), time: .zero)
    #expect(driver.state.layers.isEmpty)
    #expect(driver.state.place == Place(cluster: 1))
  }

  @Test func `keys typed ahead do not decide behind it`() {
    var driver = Driver(isFirstVisit: true)
    driver.typeAhead("aaa")
    #expect(driver.log.isEmpty)
  }

  @Test func `what the start had to say outlives the key that closes it`() {
    var state = State(
      project: Driver().state.project,
      verdicts: VerdictTable(count: 3),
      isFirstVisit: true,
      size: Size(rows: 24, columns: 80),
      notice: Notice("Odd terminal.")
    )
    _ = update(&state, on: .input(.key(.enter)))
    #expect(state.notice == Notice("Odd terminal."))
  }

  @Test(arguments: [(0, 0), (1, 1), (5, 30), (16, 60), (17, 61), (60, 240)])
  func `it can be drawn at every size`(rows: Int, columns: Int) {
    let size = Size(rows: rows, columns: columns)
    #expect(render(Driver(size: size, isFirstVisit: true).state).size == size)
  }

  @Test func `it is drawn in ASCII alone where that is all there is`() {
    Repertoire.$current.withValue(.ascii) {
      let screen = render(Driver(isFirstVisit: true).state)
      for cell in screen.cells where cell.text?.text != "?" { #expect(cell.text?.asciiText != "?") }
    }
  }
}
