import TestSupport
import Testing
import TextUI

@testable import Workbench

@Suite struct KeyMapConfigurationTests {
  @Test func `every key of the table can be named in a file`() throws {
    for key in KeyMap.standard.bindings.flatMap(\.keys) {
      #expect(try Key(named: key.name) == key)
    }
  }

  @Test(
    arguments: [
      ("a", .character("a")), ("Q", .character("Q")), ("~", .character("~")), ("é", .character("é")),
      (" ", .character(" ")), ("space", .character(" ")), ("Enter", .enter), ("return", .enter),
      ("TAB", .tab), ("Shift-Tab", .backTab), ("Esc", .escape), ("Up", .up), ("PgDn", .pageDown),
      ("pageup", .pageUp), ("Del", .delete), ("F1", .function(1)), ("f12", .function(12)),
      ("Ctrl-X", .control("x")), ("ctrl+x", .control("x")), ("Control-x", .control("x")),
      ("Ctrl-Space", .control(" ")), ("Alt-x", .alt("x")), ("Alt-X", nil), ("Alt-Y", .alt("Y")),
      ("Ctrl-Enter", nil), ("Shift-Enter", nil), ("Shift-a", nil), ("Ctrl-I", nil), ("Ctrl-1", nil),
      ("Ctrl-", nil), ("", nil), ("F13", nil), ("ab", nil), ("-", .character("-")), ("+", .character("+")),
      ("\u{1}", nil), ("\u{301}", nil), ("\u{202E}", nil), ("👨‍👩‍👧", nil),
    ] as [(String, Key?)]
  )
  func `keys go by their names`(name: String, expected: Key?) {
    #expect((try? Key(named: name)) == expected)
  }

  @Test(arguments: [
    ("Shift-a", KeyMapError.unsentKey(name: "Shift-a", instead: "A")),
    ("Ctrl-M", .unsentKey(name: "Ctrl-M", instead: "Enter")),
    ("Ctrl-Enter", .unsentKey(name: "Ctrl-Enter", instead: nil)),
    ("Spcae", .unknownKey(name: "Spcae", nearest: "Space")),
    ("zzzzzz", .unknownKey(name: "zzzzzz", nearest: nil)),
  ])
  func `what is no key is told with what to write`(name: String, expected: KeyMapError) {
    #expect(throws: expected) { try Key(named: name) }
  }

  @Test(arguments: Command.allCases.filter(\.decides))
  func `no verdict can be put on a key that arrives by accident`(command: Command) {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZÉ0123456789[~/:?".map(String.init)
    let names =
      letters + [
        "Esc", "Up", "Home", "F5", "Del", "Shift-Tab", "Alt-x", "Ctrl-S", "Ctrl-Q", "Ctrl-Z", "Ctrl-A",
        "Ctrl-B",
        "Ctrl-C",
      ]
    for name in names {
      #expect(throws: KeyMapError.self, "\(name)") {
        try KeyAssignment(command, keys: [try Key(named: name)], line: 1)
      }
    }
    for name in ["a", "Space", "Enter", "Backspace", "Tab", ".", "é", "Ctrl-O"] {
      #expect(throws: Never.self) { try KeyAssignment(command, keys: [try Key(named: name)], line: 1) }
    }
  }

  @Test func `a key that somebody else keeps asks for nothing but that`() throws {
    for key in [Key.control("s"), .control("q"), .control("a"), .control("b"), .control("z"), .control("c")] {
      for command in Command.allCases {
        let isOwner = (command, key) == (.suspend, .control("z")) || (command, key) == (.quit, .control("c"))
        let assignment = try? KeyAssignment(command, keys: [key], line: 1)
        #expect((assignment != nil) == isOwner, "\(command) on \(key.name)")
      }
    }
  }

  @Test func `a command goes to its new keys and leaves the old ones`() throws {
    let map = try KeyMap.standard.assigning([try KeyAssignment(.skip, keys: [.character(" ")], line: 1)])
    #expect(map.command(for: .character(" "), in: .room) == .skip)
    #expect(map.command(for: .character("s"), in: .room) != .skip)
    #expect(map.key(for: .skip) == .character(" "))
  }

  @Test func `a key that is given away is taken from what had it, wherever the two meet`() throws {
    let map = try KeyMap.standard.assigning([
      try KeyAssignment(.accept, keys: [.character("j")], line: 1),
      try KeyAssignment(.moveToTop, keys: [.character("s")], line: 2),
    ])
    #expect(map.command(for: .character("j"), in: .room) == .accept)
    #expect(map.bindings.first { $0.command == .moveDown && $0.context == .everywhere }?.keys == [.down])
    #expect(map.command(for: .character("j"), in: .map) == .moveDown)
    #expect(map.command(for: .character("s"), in: .page) == .moveToTop)
    #expect(map.bindings.first { $0.command == .skip }?.keys == [])
    #expect(map.bindings.map(\.command) == KeyMap.standard.bindings.map(\.command))
  }

  @Test func `two commands on one key are refused with both lines, also where one is everywhere`() throws {
    let first = try KeyAssignment(.accept, keys: [.character("y")], line: 3)
    let second = try KeyAssignment(.help, keys: [.character("y")], line: 7)
    let error = KeyMapError.conflict(.character("y"), first, second)
    #expect(throws: error) { try KeyMap.standard.assigning([first, second]) }
    #expect(throws: error) { try KeyMap.standard.assigning([second, first]) }
    #expect(error.line == 7)
    #expect(error.summary == "y is given to help, but line 3 gives it to accept.")
  }

  @Test func `one key may mean two things in two places`() throws {
    let map = try KeyMap.standard.assigning([
      try KeyAssignment(.accept, keys: [.character("y")], line: 1),
      try KeyAssignment(.nextMatch, keys: [.character("y")], in: .page, line: 2),
    ])
    #expect(map.command(for: .character("y"), in: .room) == .accept)
    #expect(map.command(for: .character("y"), in: .page) == .nextMatch)
    #expect(map.command(for: .character("n"), in: .room) == .nextMatch)
  }

  @Test(arguments: Command.indispensable)
  func `quit and help keep a key`(command: Command) throws {
    let none = try KeyAssignment(command, keys: [], line: 4)
    #expect(throws: KeyMapError.lastKey(command, none)) { try KeyMap.standard.assigning([none]) }
  }

  @Test func `the last key of help cannot be taken by another command`() throws {
    let taker = try KeyAssignment(.undo, keys: [.character("?")], line: 4)
    let error = KeyMapError.lastKey(.help, taker)
    #expect(throws: error) { try KeyMap.standard.assigning([taker]) }
    #expect(error.line == 4)
    let map = try KeyMap.standard.assigning([
      taker, try KeyAssignment(.help, keys: [.character("h")], line: 5),
    ])
    #expect(map.command(for: .character("?"), in: .room) == .undo)
  }

  @Test func `a command has keys only where the table has a row for it`() throws {
    let wrong = try KeyAssignment(.accept, keys: [.character("y")], in: .page, line: 1)
    #expect(throws: KeyMapError.noKeysThere(.accept, .page, places: [.room])) {
      try KeyMap.standard.assigning([wrong])
    }
  }

  @Test func `going to a candidate stays with the digits`() {
    #expect(throws: Never.self) { try KeyAssignment(.goToCandidate, keys: [.character("1")], line: 1) }
    #expect(throws: KeyMapError.notADigit(.character("y"), .goToCandidate)) {
      try KeyAssignment(.goToCandidate, keys: [.character("y")], line: 1)
    }
  }

  @Test func `a key twice for one command is refused`() {
    #expect(throws: KeyMapError.repeatedKey(.enter, .accept)) {
      try KeyAssignment(.accept, keys: [.enter, .character("a"), .enter], line: 1)
    }
  }

  @Test(arguments: KeyMap.Preset.allCases)
  func `a preset is a whole key map`(preset: KeyMap.Preset) {
    let map = preset.keyMap
    for (row, standard) in zip(map.bindings, KeyMap.standard.bindings) {
      #expect(row.command == standard.command && row.context == standard.context)
      #expect(row.keys.isEmpty == standard.keys.isEmpty, "\(row.command.rawValue)")
    }
    for context in Binding.Context.allCases {
      let keys = map.bindings.filter { $0.context == context }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
    }
    for binding in map.bindings {
      #expect(throws: Never.self) { try KeyAssignment(binding.command, keys: binding.keys, line: 1) }
    }
  }

  @Test func `the preset for those who know Prodigy has its keys`() {
    let map = KeyMap.Preset.prodigy.keyMap
    let expected: [(Key, Command)] = [
      (.character("a"), .accept), (.character("x"), .none), (.character(" "), .skip),
      (.character("h"), .help),
      (.backspace, .undo), (.character("u"), .undo), (.character("?"), .help),
    ]
    for (key, command) in expected { #expect(map.command(for: key, in: .room) == command) }
    #expect(KeyMap.Preset.standard.keyMap == .standard)
  }

  @Test func `random changes keep every promise and can be told as assignments`() throws {
    var generator = SplitMix(state: 11)
    let names =
      "abcdefghijklmnopqrstuvwxyzGHN=;,.-".map(String.init) + ["Space", "Enter", "F2", "Ctrl-T", "Down"]
    var accepted = 0
    for _ in 0..<400 {
      let base = KeyMap.Preset.allCases.randomElement(using: &generator)?.keyMap ?? .standard
      let assignments = (1...5).compactMap { line -> KeyAssignment? in
        guard let row = base.bindings.randomElement(using: &generator) else { return nil }
        let keys = names.shuffled(using: &generator).prefix(.random(in: 0...3, using: &generator))
          .compactMap { try? Key(named: $0) }
        let place = Bool.random(using: &generator) ? row.context : nil
        return try? KeyAssignment(row.command, keys: keys, in: place, line: line)
      }
      guard let map = try? base.assigning(assignments) else { continue }
      accepted += 1
      for row in map.bindings {
        for other in map.bindings where other.command != row.command && other.context == row.context {
          #expect(Set(row.keys).isDisjoint(with: other.keys))
        }
      }
      #expect(map.key(for: .help) != nil && map.key(for: .quit) != nil)
      #expect(try base.assigning(try map.assignments(from: base)) == map)
      #expect(try base.assignments(from: base).isEmpty)
    }
    #expect(accepted > 100)
  }

  @Test(arguments: [
    ("acept", "accept"), ("moev-down", "move-down"), ("Accept", "accept"), ("candidates", "candidate"),
    ("xyzzyx", nil), ("", nil), ("a", nil),
  ])
  func `the name that was meant is found`(written: String, expected: String?) {
    #expect(nearestName(to: written, among: Command.allCases.map(\.rawValue)) == expected)
  }
}
