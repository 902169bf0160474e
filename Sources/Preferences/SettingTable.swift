import Workbench
import Yams

/// A table in the configuration whose names are known beforehand.
struct SettingTable<Name: RawRepresentable<String> & CaseIterable & Hashable> {
  private let document: ConfigurationDocument
  private let node: Node
  /// Where it stands, such as `endpoints.team.limits`.
  let path: String
  private var values: [Name: Node] = [:]

  /// - Throws: That it is no table, or that it has a name which is not known.
  init(_ node: Node, at path: String, in document: ConfigurationDocument) throws(ConfigurationError) {
    self.document = document
    self.node = node
    self.path = path
    for (key, value) in try document.table(node, else: "\(path) is not a table of names and values") {
      let text = key.scalar?.string ?? ""
      guard let name = Name(rawValue: text) else {
        let names = Name.allCases.map(\.rawValue)
        throw document.error(
          .unknownField("\(path).\(text)", nearest: nearestName(to: text, among: names), fields: names),
          at: key
        )
      }
      values[name] = value
    }
  }

  /// What stands under a name.
  subscript(name: Name) -> Node? { values[name] }

  /// A text that is not empty.
  func text(_ name: Name, expected: String) throws(ConfigurationError) -> String? {
    guard let node = values[name] else { return nil }
    guard let text = node.scalar?.string, !text.isEmpty else { throw invalid(name, expected: expected) }
    return text
  }

  /// A text without which the table means nothing.
  func required(_ name: Name, expected: String) throws(ConfigurationError) -> String {
    guard let text = try text(name, expected: expected) else {
      throw document.error(.missingField("\(path).\(name.rawValue)", expected: expected), at: node)
    }
    return text
  }

  /// True or false.
  func truth(_ name: Name) throws(ConfigurationError) -> Bool? {
    guard let node = values[name] else { return nil }
    guard let truth = node.bool else { throw invalid(name, expected: "Write true or false.") }
    return truth
  }

  /// A whole number from `least`.
  func count(_ name: Name, from least: Int = 1) throws(ConfigurationError) -> Int? {
    guard let node = values[name] else { return nil }
    guard let count = node.scalar.flatMap({ Int($0.string) }), count >= least, count <= 1_000_000_000 else {
      throw invalid(name, expected: "Write a whole number, \(least) or more.")
    }
    return count
  }

  /// A number from 0.
  func amount(_ name: Name) throws(ConfigurationError) -> Double? {
    guard let node = values[name] else { return nil }
    guard let amount = node.scalar.flatMap({ Double($0.string) }), amount >= 0, amount.isFinite else {
      throw invalid(name, expected: "Write a number, 0 or more.")
    }
    return amount
  }

  /// One of the values of an enumeration.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: Name,
    as type: Choice.Type = Choice.self
  ) throws(ConfigurationError) -> Choice? {
    guard let node = values[name] else { return nil }
    guard let choice = node.scalar.flatMap({ Choice(rawValue: $0.string) }) else {
      let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw invalid(name, expected: "Write one of \(choices).")
    }
    return choice
  }

  /// That the value under a name cannot be used.
  func invalid(_ name: Name, expected: String) -> ConfigurationError {
    let node = values[name] ?? node
    let value = node.scalar?.string ?? "a list or table"
    return document.error(
      .invalidValue(setting: "\(path).\(name.rawValue)", value: value, expected: expected),
      at: node
    )
  }
}
