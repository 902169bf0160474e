import Preferences
import TestSupport
import Testing
import TextUI
import Workbench

@Suite struct KeyTableTests {
  @Test(arguments: KeyMap.Preset.allCases)
  func `the key table of a preset is read as that preset`(preset: KeyMap.Preset) throws {
    let table = RoomConfiguration(preset: preset).keyTable()
    #expect(try RoomConfiguration(yaml: table, file: "keys.yaml") == RoomConfiguration(preset: preset))
  }

  @Test func `it has every command, and says what it does`() {
    let table = RoomConfiguration.standard.keyTable()
    for binding in KeyMap.standard.bindings {
      #expect(table.contains("  \(binding.command.rawValue):"))
      #expect(table.contains("# \(binding.summary)\n"))
    }
    #expect(table.hasPrefix("# The keys of the review room."))
  }

  @Test func `any keys come back as they were written`() throws {
    var generator = SplitMix(state: 9)
    let names = "\\\"'#:{}[]&*!|>%@`é-, .yz".map(String.init) + ["Space", "F2", "Ctrl-T", "Esc", "Enter"]
    var accepted = 0
    for _ in 0..<200 {
      let preset = KeyMap.Preset.allCases.randomElement(using: &generator) ?? .standard
      let assignments = (1...4).compactMap { line -> KeyAssignment? in
        guard let row = preset.keyMap.bindings.randomElement(using: &generator) else { return nil }
        let keys = names.shuffled(using: &generator).prefix(.random(in: 0...3, using: &generator))
          .compactMap { try? Key(named: $0) }
        return try? KeyAssignment(row.command, keys: keys, in: row.context, line: line)
      }
      guard let map = try? preset.keyMap.assigning(assignments) else { continue }
      accepted += 1
      let table = RoomConfiguration(preset: preset, keyMap: map).keyTable()
      #expect(try RoomConfiguration(yaml: table, file: "keys.yaml").keyMap == map, "\(table)")
    }
    #expect(accepted > 50)
  }

  @Test func `a changed line changes that command alone`() throws {
    let table = RoomConfiguration.standard.keyTable().replacing("  skip: [\"s\"]", with: "  skip: [Space]")
    let map = try RoomConfiguration(yaml: table, file: "keys.yaml").keyMap
    #expect(map.command(for: .character(" "), in: .room) == .skip)
    #expect(map.command(for: .character("s"), in: .room) == nil)
    #expect(map.command(for: .character("a"), in: .room) == .accept)
  }
}
