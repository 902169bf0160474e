public import Workbench

/// What a person has set for the room, in a file of their own.
///
///     preset: prodigy          # or default
///     theme: high-contrast-dark
///     mouse: false
///     ascii: false
///     keys:
///       accept: [a, Enter]
///       help: h
///       search: { room: /, page: [/, f] }
public struct RoomConfiguration: Equatable, Sendable {
  /// What is set where there is no file.
  public static let standard = RoomConfiguration()

  /// The keys that the person started from.
  public var preset: KeyMap.Preset
  /// Which keys mean what.
  public var keyMap: KeyMap
  /// The name of a theme, or the absolute path of a scheme file; nil for the standard one.
  public var theme: String?
  /// Whether clicks and the wheel are taken.
  public var usesMouse: Bool
  /// Whether ASCII alone is drawn, also on a terminal that can show more.
  public var usesASCII: Bool

  /// Makes a configuration; what is left out is as Handpick comes, and the keys are those of the preset.
  public init(
    preset: KeyMap.Preset = .standard,
    keyMap: KeyMap? = nil,
    theme: String? = nil,
    usesMouse: Bool = true,
    usesASCII: Bool = false
  ) {
    self.preset = preset
    self.keyMap = keyMap ?? preset.keyMap
    self.theme = theme
    self.usesMouse = usesMouse
    self.usesASCII = usesASCII
  }

  /// Commands that have a key in the preset and none here; they are still there on the command line.
  public var commandsWithoutKey: [Command] {
    Command.allCases.filter { command in
      func hasKey(in map: KeyMap) -> Bool {
        map.bindings.contains { $0.command == command && !$0.keys.isEmpty }
      }
      return hasKey(in: preset.keyMap) && !hasKey(in: keyMap)
    }
  }
}
