import TextUI

extension KeyMap {
  /// A set of keys to start from.
  public enum Preset: String, CaseIterable, Sendable {
    /// The keys as Handpick comes.
    case standard = "default"
    /// For fingers that know Prodigy: Space skips, `h` helps, Backspace takes back.
    case prodigy

    /// The keys.
    public var keyMap: KeyMap {
      switch self {
      case .standard: KeyMap.standard
      case .prodigy: KeyMap.prodigy
      }
    }
  }

  private static let prodigy: KeyMap = {
    let wishes: [(command: Command, keys: [Key])] = [
      (.accept, [.character("a")]), (.none, [.character("x")]),
      (.skip, [.character(" "), .character("s")]), (.help, [.character("h"), .character("?")]),
      (.undo, [.backspace, .character("u")]),
    ]
    let assignments = wishes.compactMap { try? KeyAssignment($0.command, keys: $0.keys, line: 0) }
    guard let map = try? KeyMap.standard.assigning(assignments) else { return .standard }
    return (try? KeyMap.standard.assigning(assignments + map.refuges)) ?? map
  }()

  /// Keys for the commands that lost their last one: the capital of the letter if it is free.
  private var refuges: [KeyAssignment] {
    zip(KeyMap.standard.bindings, bindings).compactMap { row, now in
      guard now.keys.isEmpty, case .character(let letter)? = row.keys.first,
        let capital = letter.uppercased().first,
        !live(in: row.context).contains(where: { $0.keys.contains(.character(capital)) })
      else { return nil }
      return try? KeyAssignment(row.command, keys: [.character(capital)], in: row.context, line: 0)
    }
  }
}
