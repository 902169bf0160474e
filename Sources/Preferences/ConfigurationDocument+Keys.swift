import TextUI
import Workbench
import Yams

extension ConfigurationDocument {
  /// A key map with the changes that the `keys` block asks for.
  func keyMap(from base: KeyMap, changedBy node: Node) throws(ConfigurationError) -> KeyMap {
    var assignments: [KeyAssignment] = []
    for (key, value) in try table(node, else: "\"keys\" is not a table of actions and keys") {
      let name = key.scalar?.string ?? ""
      guard let command = Command(rawValue: name) else {
        let nearest = nearestName(to: name, among: Command.allCases.map(\.rawValue))
        throw error(.unknownAction(name, nearest: nearest), at: key)
      }
      if case .mapping(let places) = value {
        for (place, keys) in try table(.mapping(places), else: "") {
          assignments.append(try assignment(of: keys, to: command, in: try self.place(place)))
        }
      } else {
        assignments.append(try assignment(of: value, to: command, in: nil))
      }
    }
    do {
      return try base.assigning(assignments)
    } catch {
      throw ConfigurationError(file: file, line: error.line ?? line(of: node), .key(error))
    }
  }

  private func place(_ node: Node) throws(ConfigurationError) -> Binding.Context {
    guard let place = Binding.Context(rawValue: node.scalar?.string ?? "") else {
      throw error(.unknownPlace(node.scalar?.string ?? ""), at: node)
    }
    return place
  }

  private func assignment(
    of node: Node,
    to command: Command,
    in place: Binding.Context?
  ) throws(ConfigurationError) -> KeyAssignment {
    var keys: [Key] = []
    for node in try list(node, of: command) { keys.append(try key(node, of: command)) }
    do {
      return try KeyAssignment(command, keys: keys, in: place, line: line(of: node) ?? 0)
    } catch {
      throw self.error(.key(error), at: node)
    }
  }

  private func list(_ node: Node, of command: Command) throws(ConfigurationError) -> [Node] {
    guard case .sequence(let nodes) = node else { return [node] }
    try check(node)
    return Array(nodes)
  }

  private func key(_ node: Node, of command: Command) throws(ConfigurationError) -> Key {
    try check(node)
    guard let name = node.scalar?.string, !name.isEmpty else {
      throw error(.noKey(action: command.rawValue), at: node)
    }
    do {
      return try Key(named: name)
    } catch {
      throw self.error(.key(error), at: node)
    }
  }
}
