import Yams

/// The text of a configuration file as nodes that know their lines.
struct ConfigurationDocument {
  /// The file's path, for messages.
  let file: String
  /// The table at the top; an empty one for an empty file.
  let root: Node
  /// Nodes hold their anchors weakly; this is who keeps them.
  private let parser: Yams.Parser

  /// - Throws: That the text is not YAML, or is more than any configuration holds.
  init(yaml: String, file: String) throws(ConfigurationError) {
    guard yaml.utf8.count <= ConfigurationFile.largest else {
      throw ConfigurationError(file: file, .tooLarge)
    }
    // Comparing the names in a table follows aliases, which can stand for more than any memory holds.
    if let line = Self.line(ofAliasBeyond: 16, in: yaml) {
      throw ConfigurationError(file: file, line: line, .anchor)
    }
    self.file = file
    do {
      parser = try Yams.Parser(yaml: yaml, resolver: .basic)
      let nothing = Node([(Node, Node)]())
      let node = try parser.singleRoot() ?? nothing
      root = node.scalar?.string == "" ? nothing : node
    } catch {
      throw Self.malformed(error, file: file)
    }
  }

  /// The entries of a table.
  func table(_ node: Node, else complaint: String) throws(ConfigurationError) -> Node.Mapping {
    try check(node)
    guard case .mapping(let table) = node else { throw error(.malformed(complaint), at: node) }
    for (name, value) in table {
      try check(name)
      try check(value)
    }
    return table
  }

  /// Throws where a node has an anchor, and with it may come back by an alias.
  func check(_ node: Node) throws(ConfigurationError) {
    if node.anchor != nil { throw error(.anchor, at: node) }
  }

  /// The line of a node, from 1.
  func line(of node: Node) -> Int? { node.mark?.line }

  /// An error in a node's line.
  func error(_ problem: ConfigurationError.Problem, at node: Node) -> ConfigurationError {
    ConfigurationError(file: file, line: line(of: node), problem)
  }

  /// The line in which what looks like an alias stands once more than so many times.
  private static func line(ofAliasBeyond count: Int, in yaml: String) -> Int? {
    var (line, found) = (1, 0)
    for (sign, next) in zip(yaml.utf8, yaml.utf8.dropFirst()) {
      if sign == UInt8(ascii: "\n") { line += 1 }
      if sign == UInt8(ascii: "*"), next > UInt8(ascii: " "), next != sign { found += 1 }
      if found > count { return line }
    }
    return nil
  }

  private static func malformed(_ error: any Error, file: String) -> ConfigurationError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigurationError(file: file, line: mark.line, .malformed("it is not YAML, \(problem)"))
    case .duplicatedKeysInMapping(let names, let context):
      ConfigurationError(
        file: file,
        line: context.mark.line,
        .malformed("\(names.joined(separator: ", ")) is there twice")
      )
    case .reader(let problem, _, _, _):
      ConfigurationError(file: file, .malformed("it is not YAML, \(problem)"))
    default:
      ConfigurationError(file: file, .malformed("it is not YAML"))
    }
  }
}
