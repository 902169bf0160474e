import TextUI
import Workbench
import Yams

extension RoomConfiguration {
  /// The file that sets this configuration: reading it gives the same again.
  ///
  /// Of the keys it has those that are not the preset's.
  /// - Throws: That the map has keys that nobody could assign.
  public func yaml() throws -> String {
    var settings: [(Node, Node)] = [("preset", Node(preset.rawValue))]
    if let theme { settings.append(("theme", Node(theme))) }
    settings.append(("mouse", Node(usesMouse ? "true" : "false", Tag(.bool))))
    settings.append(("ascii", Node(usesASCII ? "true" : "false", Tag(.bool))))
    let keys = Self.block(of: try keyMap.assignments(from: preset.keyMap))
    if !keys.isEmpty { settings.append(("keys", Node(keys, .implicit, .block))) }
    return try Yams.serialize(node: Node(settings, .implicit, .block), width: -1, allowUnicode: true)
  }

  /// A row for every command, with a table of places where they have keys of their own.
  private static func block(of assignments: [KeyAssignment]) -> [(Node, Node)] {
    var rows: [(command: Command, keys: Node)] = []
    for assignment in assignments {
      let keys = Node(assignment.keys.map(node), .implicit, .flow)
      guard let place = assignment.place else {
        rows.append((assignment.command, keys))
        continue
      }
      if let last = rows.indices.last, rows[last].command == assignment.command {
        rows[last].keys.mapping?[Node(place.rawValue)] = keys
      } else {
        rows.append((assignment.command, Node([(Node(place.rawValue), keys)], .implicit, .block)))
      }
    }
    return rows.map { (Node($0.command.rawValue), $0.keys) }
  }

  /// Quoted, so that no sign and no digit means anything else.
  private static func node(_ key: Key) -> Node {
    Node(key.name, .implicit, .doubleQuoted)
  }
}
