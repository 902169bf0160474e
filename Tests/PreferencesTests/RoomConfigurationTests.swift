import Preferences
import TestSupport
import Testing
import TextUI
import Workbench

@Suite struct RoomConfigurationTests {
  private func read(_ yaml: String) throws -> RoomConfiguration {
    try RoomConfiguration(yaml: yaml, file: "/etc/ada/config.yaml", home: "/home/ada")
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "{}", "keys: {}"])
  func `an empty file changes nothing`(yaml: String) throws {
    #expect(try read(yaml) == .standard)
  }

  @Test func `everything can be set`() throws {
    let configuration = try read(
      """
      preset: prodigy          # or default
      mouse: false
      ascii: true
      theme: light
      keys:
        accept: [a, Enter]
        skip: Space
        help: h
        search: { room: /, page: ["/", f] }
        redo: []
      """
    )
    let map = configuration.keyMap
    #expect(configuration.preset == .prodigy && configuration.theme == "light")
    #expect(!configuration.usesMouse && configuration.usesASCII)
    #expect(map.command(for: .enter, in: .room) == .accept)
    #expect(map.command(for: .character(" "), in: .room) == .skip)
    #expect(map.command(for: .character("s"), in: .room) != .skip)
    #expect(map.command(for: .character("h"), in: .page) == .help)
    #expect(map.command(for: .character("f"), in: .page) == .search)
    #expect(map.command(for: .character("f"), in: .room) != .search)
    #expect(configuration.commandsWithoutKey.contains(.redo))
    #expect(RoomConfiguration.standard.commandsWithoutKey.isEmpty)
  }

  @Test(arguments: [
    ("dark", "dark"), ("/themes/mine", "/themes/mine"), ("mine.yaml", "/etc/ada/mine.yaml"),
    ("themes/mine.yml", "/etc/ada/themes/mine.yml"), ("~/mine.yaml", "/home/ada/mine.yaml"),
  ])
  func `a theme is a name, or a path from where the file is`(written: String, expected: String) throws {
    #expect(try read("theme: \(written)").theme == expected)
  }

  private static let mistakes: [(yaml: String, line: Int?, summary: String, suggestion: String)] = [
    ("mouse: true\nmuose: true", 2, "There is no setting \"muose\".", "Did you mean mouse?"),
    (
      "zzzzzzzz: 1", 1, "There is no setting \"zzzzzzzz\".",
      "The settings are preset, theme, mouse, ascii, keys, endpoints."
    ),
    ("mouse: maybe", 1, "mouse cannot be \"maybe\".", "Write true or false."),
    ("mouse: [true]", 1, "mouse cannot be \"a list or table\".", "Write true or false."),
    ("preset: vim", 1, "preset cannot be \"vim\".", "The presets are default, prodigy."),
    ("\n\ntheme: lihgt", 3, "theme cannot be \"lihgt\".", "Did you mean light? The themes are"),
    ("keys:\n  acept: a", 2, "There is no action \"acept\".", "Did you mean accept?"),
    ("keys:\n  frobnicate: a", 2, "There is no action \"frobnicate\".", "Actions have their names"),
    ("keys:\n  accept: Spcae", 2, "There is no key \"Spcae\".", "Did you mean Space?"),
    (
      "keys:\n  accept:\n    - a\n    - Ctrl-Enter", 4, "Terminals do not send \"Ctrl-Enter\"",
      "Take another key."
    ),
    ("keys:\n  accept: Shift-Enter", 2, "Terminals do not send \"Shift-Enter\"", "Take another key."),
    ("keys:\n  redraw: Ctrl-S", 2, "Ctrl-S is kept by the terminal", "Take another key."),
    ("keys:\n  accept: Ctrl-A", 2, "Ctrl-A is kept by screen", "Take another key."),
    ("keys:\n  accept: O", 2, "O cannot ask for accept, which decides", "Take a lower-case letter"),
    ("keys:\n  skip: \"[\"", 2, "[ cannot ask for skip, which decides", "Take a lower-case letter"),
    ("keys:\n  none: 7", 2, "7 cannot ask for none, which decides", "Take a lower-case letter"),
    ("keys:\n  override: Esc", 2, "Esc cannot ask for override, which decides", "Take a lower-case letter"),
    ("keys:\n  accept: K", 2, "K cannot ask for accept, which decides", "Take a lower-case letter"),
    (
      "keys:\n  accept: y\n  undo: u\n  help: y", 4, "y is given to help, but line 2 gives it to accept.",
      "Give one of them another key."
    ),
    ("keys:\n  help: []", 2, "help would have no key.", "Give help a key too."),
    ("keys:\n  undo: [u, '?']", 2, "undo would take the last key of help.", "Give help a key too."),
    ("keys:\n  quit: []", 2, "quit would have no key.", "Give quit a key too."),
    ("keys:\n  accept: [a, a]", 2, "accept has the key a twice.", "Leave one of them out."),
    ("keys:\n  accept: {page: a}", 2, "accept has no keys in page.", "It has keys in room."),
    ("keys:\n  accept: {attic: a}", 2, "There is no place \"attic\".", "The places are everywhere, room"),
    ("keys:\n  accept:\n  skip: s", 2, "accept is given no key.", "Name a key, in quotes where it is a sign"),
    ("keys:\n  accept: [[a]]", 2, "accept is given no key.", "Name a key"),
    ("keys: [a]", 1, "\"keys\" is not a table of actions and keys.", "Put signs"),
    ("- a", 1, "it is not a table of names and values.", "Put signs"),
    ("mouse: true\nascii: true\nmouse: false", 1, "mouse is there twice.", "Put signs"),
    ("keys:\n  accept: a\n  skip: s\n  accept: b", 2, "accept is there twice.", "Put signs"),
    ("keys:\n  help: ?\n  skip: {", nil, "it is not YAML", "Put signs"),
    ("keys:\n\thelp: h", 2, "it is not YAML", "indent with spaces"),
    ("mouse: true\n---\nmouse: true", nil, "it is not YAML", "Put signs"),
    ("keys: &k\n  accept: a", nil, "The configuration has an anchor or an alias", "Write out"),
    ("keys:\n  accept: &k a\n  skip: *k", nil, "The configuration has an anchor or an alias", "Write out"),
  ]

  @Test(arguments: mistakes)
  func `a mistake is refused with file, line, what it is and what to do`(
    yaml: String,
    line: Int?,
    summary: String,
    suggestion: String
  ) throws {
    let error = try #require(throws: ConfigurationError.self) { try read(yaml) }
    #expect(error.summary.contains(summary), "\(error.summary)")
    #expect(error.suggestion.contains(suggestion), "\(error.suggestion)")
    #expect(error.summary.hasPrefix("/etc/ada/config.yaml"))
    if let line { #expect(error.line == line && error.summary.contains(", line \(line): ")) }
  }

  /// Each line stands for twice as much as the one before it, and the last one asks for all of it.
  private static let aliases =
    "a0: &a0 [x, x]\n" + (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
    + "? *a39\n: x"

  @Test(arguments: [
    aliases, String(repeating: "[", count: 60_000), String(repeating: "- ", count: 30_000),
    "keys: " + String(repeating: "{a: ", count: 15_000), String(repeating: "#", count: 70_000),
    "keys:\n  accept: [" + String(repeating: "a, ", count: 20_000) + "a]",
    "theme: \"" + String(repeating: "x", count: 60_000) + "\"",
  ])
  func `a file that would take for ever is refused at once`(yaml: String) {
    #expect(throws: ConfigurationError.self) { try read(yaml) }
  }

  @Test func `no damaged file ends the program`() {
    var generator = SplitMix(state: 3)
    let signs = Array("\n\t :#-[]{}&*!|>'\"%@`?~,\u{0}\u{85}\u{FEFF}x0".unicodeScalars)
    let whole =
      "preset: prodigy\nmouse: false\nkeys:\n  accept: [a, Enter]\n  search: { room: \"/\", page: f }\n"
    for _ in 0..<1000 {
      var text = Array(whole.unicodeScalars)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = text.indices.randomElement(using: &generator) ?? 0
        text[place] = signs.randomElement(using: &generator) ?? "x"
      }
      var yaml = ""
      yaml.unicodeScalars.append(contentsOf: text)
      _ = try? read(yaml)
    }
  }

  @Test(arguments: [
    RoomConfiguration.standard, RoomConfiguration(preset: .prodigy, theme: "/x: y/#1.yaml", usesMouse: false),
    RoomConfiguration(theme: "light", usesASCII: true),
  ])
  func `what is written is read again`(configuration: RoomConfiguration) throws {
    #expect(try read(try configuration.yaml()) == configuration)
  }

  @Test func `key maps come back as they were written`() throws {
    var generator = SplitMix(state: 5)
    let names =
      "abcdefghijklmnopqrstuvwxyzGHNY=;,.-#&*!|>'\"%@`{}é~?".map(String.init) + [
        "Space", "Enter", "F2", "Ctrl-T", "Down", "[", "7", "Esc",
      ]
    var accepted = 0
    for _ in 0..<150 {
      let preset = KeyMap.Preset.allCases.randomElement(using: &generator) ?? .standard
      let assignments = (1...6).compactMap { line -> KeyAssignment? in
        guard let row = preset.keyMap.bindings.randomElement(using: &generator) else { return nil }
        let keys = names.shuffled(using: &generator).prefix(.random(in: 0...3, using: &generator))
          .compactMap { try? Key(named: $0) }
        let place = Bool.random(using: &generator) ? row.context : nil
        return try? KeyAssignment(row.command, keys: keys, in: place, line: line)
      }
      guard let map = try? preset.keyMap.assigning(assignments) else { continue }
      accepted += 1
      let configuration = RoomConfiguration(preset: preset, keyMap: map)
      let yaml = try configuration.yaml()
      #expect(try read(yaml) == configuration, "\(yaml)")
    }
    #expect(accepted > 30)
  }

  @Test func `the file reads as a person would write it`() throws {
    let keys = try KeyMap.standard.assigning([
      try KeyAssignment(.skip, keys: [.character(" ")], line: 1),
      try KeyAssignment(.search, keys: [.character("f")], in: .page, line: 2),
    ])
    #expect(
      try RoomConfiguration(keyMap: keys, theme: "light").yaml() == """
        preset: default
        theme: light
        mouse: true
        ascii: false
        keys:
          skip: ["Space"]
          search:
            room: ["/"]
            page: ["f"]

        """
    )
  }
}
