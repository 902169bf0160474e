import Curation
import Testing
import TextUI

@testable import Workbench

@Suite struct RemappedKeysTests {
  private func remapped() throws -> KeyMap {
    try KeyMap.standard.assigning([
      try KeyAssignment(.accept, keys: [.character("y")], line: 1),
      try KeyAssignment(.undo, keys: [.character("z")], line: 2),
      try KeyAssignment(.override, keys: [.enter], line: 3),
      try KeyAssignment(.showRanking, keys: [], line: 4),
      try KeyAssignment(.back, keys: [.character("b")], in: .page, line: 5),
    ])
  }

  @Test func `remapped keys do what they are for, and the old ones no longer do`() throws {
    var driver = Driver(keyMap: try remapped())
    driver.press("a")
    #expect(driver.log.isEmpty)
    driver.press("y")
    #expect(driver.review.decision(for: 1)?.verdict == .accept)
    driver.press("z")
    #expect(driver.review.decision(for: 1) == nil)
  }

  @Test func `footer, help, messages and completion name the keys as they are`() throws {
    var driver = Driver(size: Size(rows: 90, columns: 132), keyMap: try remapped())
    #expect(driver.screenText.contains("y accept  Enter override"))
    driver.press("y")
    #expect(driver.screenText.contains("z takes it back."))
    driver.press("?")
    let help = driver.screenText
    #expect(help.contains("y               :accept"))
    #expect(help.contains("                  :show-ranking"))
    #expect(help.contains("b back"))
    driver.press("b")
    #expect(driver.state.layers.isEmpty)
    driver.press(":")
    driver.press("n")
    driver.press(.tab)
    let names = driver.state.notice?.text.plainText ?? ""
    #expect(names.contains("next-cluster ]") && names.contains("none x"))
  }

  @Test func `in ASCII the arrows have names, and the dots of labels a stand-in`() {
    Repertoire.$current.withValue(.ascii) {
      var driver = Driver(size: Size(rows: 120, columns: 132))
      #expect(!driver.screenText.contains("<U+00B7>"))
      driver.press("?")
      #expect(driver.screenText.contains("j Down"))
      let rows = driver.screenText.split(separator: "\n").filter { $0.contains("<U+") }
      // The legend quotes such a mark.
      #expect(rows.count == 1, "\(rows)")
    }
  }

  @Test func `a command without a key is called by its name`() throws {
    #expect(try remapped().way(to: .showRanking).plainText == ":show-ranking")
    #expect(KeyMap.standard.way(to: .showRanking).plainText == "v")
    #expect(KeyMap.standard.way(to: .theme).plainText == ":theme")
  }

  @Test(arguments: KeyMap.Preset.allCases, [60, 80, 110, 200])
  func `the footers show live keys only`(preset: KeyMap.Preset, columns: Int) throws {
    var driver = Driver(size: Size(rows: 24, columns: columns), keyMap: preset.keyMap)
    for (context, opening) in [(Binding.Context.room, ""), (.page, "?")] {
      driver.press(opening)
      let footer = try #require(driver.screenText.split(separator: "\n").last) + "  "
      let shown = preset.keyMap.live(in: context).filter { row in
        !row.keys.isEmpty && footer.contains(" \(row.keyTitle) \(row.hint)  ")
      }
      let words = shown.reduce(0) { $0 + "\($1.keyTitle) \($1.hint)".split(separator: " ").count }
      #expect(words == footer.split(separator: " ").count, "\(footer)")
      for row in shown {
        #expect(row.keys.allSatisfy { preset.keyMap.command(for: $0, in: context) == row.command })
      }
    }
  }
}
