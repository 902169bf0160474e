import TextUI

extension KeyMap {
  /// The key map with the keys that a person wants.
  ///
  /// A key that goes to a command is taken from whatever had it where the two would meet. A row that has no key
  /// left stays in the table, for the command is still there on the command line.
  /// - Throws: That two assignments want the same key in the same place, or that an indispensable command would
  ///   be left without a key.
  public func assigning(_ assignments: [KeyAssignment]) throws(KeyMapError) -> KeyMap {
    for assignment in assignments { try checkPlace(of: assignment) }
    let rows = bindings.map { row in
      Row(binding: row, assignment: assignments.last { $0.concerns(row) })
    }
    for (index, row) in rows.enumerated() {
      for earlier in rows[..<index] { try row.checkAgainst(earlier) }
    }
    var map = self
    for (index, row) in rows.enumerated() {
      let takers = rows.filter { $0.takesKeys(from: row) }
      let keys = row.assignment?.keys ?? row.binding.keys.filter { key in !takers.contains { $0.gains(key) } }
      if keys.isEmpty, Command.indispensable.contains(row.binding.command) {
        throw .lastKey(row.binding.command, row.assignment ?? takers.last?.assignment)
      }
      map.bindings[index].keys = keys
    }
    return map
  }

  /// What turns another key map into this one; empty where both are the same.
  ///
  /// - Parameter base: The map that this one was made from by `assigning(_:)`.
  /// - Returns: For each command that differs one assignment, or one for each of its places.
  /// - Throws: That the map has keys that nobody could assign.
  public func assignments(from base: KeyMap) throws(KeyMapError) -> [KeyAssignment] {
    var assignments: [KeyAssignment] = []
    for command in Command.allCases {
      let rows = base.bindings.filter { $0.command == command }
      let keys = rows.map { self.keys(of: command, in: $0.context) }
      guard rows.map(\.keys) != keys else { continue }
      if Set(keys).count == 1 {
        assignments.append(try KeyAssignment(command, keys: keys[0], line: 0))
        continue
      }
      for (row, keys) in zip(rows, keys) {
        assignments.append(try KeyAssignment(command, keys: keys, in: row.context, line: 0))
      }
    }
    return assignments
  }

  private func keys(of command: Command, in place: Binding.Context) -> [Key] {
    bindings.first { $0.command == command && $0.context == place }?.keys ?? []
  }

  private func checkPlace(of assignment: KeyAssignment) throws(KeyMapError) {
    let places = bindings.filter { $0.command == assignment.command }.map(\.context)
    if let place = assignment.place, !places.contains(place) {
      throw .noKeysThere(assignment.command, place, places: places)
    }
  }
}

/// A row of the table with what is wanted of it.
private struct Row {
  let binding: Binding
  let assignment: KeyAssignment?

  /// Whether a key is new here.
  func gains(_ key: Key) -> Bool {
    assignment?.keys.contains(key) ?? false && !binding.keys.contains(key)
  }

  /// Whether keys that are new here mean nothing else in a row nobody touches.
  func takesKeys(from other: Row) -> Bool {
    other.assignment == nil && other.binding.keys.contains(where: gains) && meets(other)
  }

  /// Throws where two rows are both given a key that at least one of them did not have.
  func checkAgainst(_ other: Row) throws(KeyMapError) {
    guard let assignment, let otherAssignment = other.assignment, meets(other),
      let key = assignment.keys.first(where: { key in
        otherAssignment.keys.contains(key) && (gains(key) || other.gains(key))
      })
    else { return }
    let inOrder = [assignment, otherAssignment].sorted { $0.line < $1.line }
    throw .conflict(key, inOrder[0], inOrder[1])
  }

  /// Whether two commands can be asked for on the same screen.
  private func meets(_ other: Row) -> Bool {
    let places = [binding.context, other.binding.context]
    return binding.command != other.binding.command
      && (places[0] == places[1] || places.contains(.everywhere))
  }
}

extension KeyAssignment {
  fileprivate func concerns(_ row: Binding) -> Bool {
    command == row.command && (place == nil || place == row.context)
  }
}
