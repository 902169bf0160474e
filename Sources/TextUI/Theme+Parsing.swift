import Yams

extension Theme {
  /// Reads a base16 scheme (https://github.com/tinted-theming/home): `base00` to `base0F` under `palette` or,
  /// as in old files, at the top; what a base24 scheme has beyond them is passed over.
  ///
  /// Three settings are of our own, and none of them is needed.
  ///
  ///     contrast: 7  # the least contrast that every role is given, in place of 4.5
  ///     colors: 16   # the most colours used: 0, 8, 16 or 256
  ///     roles:
  ///       cursor: { foreground: base00, background: base0D, bold: true }
  ///
  /// - Parameters:
  ///   - yaml: The text of the file.
  ///   - name: What to call the theme.
  /// - Throws: What in the file is not understood.
  public init(yaml: String, name: String) throws(ThemeError) {
    let file = try Self.table(in: yaml, theme: name)
    let palette = try Self.palette(in: file["palette"]?.mapping ?? file, theme: name)
    let roles = try Self.roles(in: file["roles"], theme: name)
    self.init(
      name: name,
      palette: palette,
      roles: roles,
      leastContrast: try Self.setting("contrast", in: file, theme: name, or: Self.usualContrast) { text in
        Double(text).flatMap { (Self.usualContrast...21).contains($0) ? $0 : nil }
      },
      mostColors: try Self.setting("colors", in: file, theme: name, or: .full) { text in
        Int(text).flatMap(ColorDepth.init)
      }
    )
  }

  private static func table(in yaml: String, theme: String) throws(ThemeError) -> Node.Mapping {
    guard yaml.utf8.count <= largestFile else {
      throw .malformed(theme: theme, detail: "it is larger than any scheme, \(largestFile) bytes")
    }
    // Aliases of aliases can stand for more than any memory holds.
    guard zip(yaml.utf8, yaml.utf8.dropFirst()).count(where: isAlias) <= 16 else {
      throw .malformed(theme: theme, detail: "it has more aliases than any scheme needs")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml, .basic)
    } catch {
      throw .malformed(theme: theme, detail: "it is not YAML (\(error))")
    }
    guard let table = root?.mapping else {
      throw .malformed(theme: theme, detail: "it is not a table of names and values")
    }
    return table
  }

  private static func isAlias(_ sign: UInt8, _ next: UInt8) -> Bool {
    sign == UInt8(ascii: "*") && next > UInt8(ascii: " ") && next != sign
  }

  private static func palette(in table: Node.Mapping, theme: String) throws(ThemeError) -> [RGB] {
    var palette: [RGB] = []
    for index in 0..<16 {
      let entry = entryName(index)
      guard let value = (table[.name(entry)] ?? table[.name(entry.lowercased())])?.scalar?.string else {
        throw .missingColor(theme: theme, entry: entry)
      }
      guard let color = RGB(hexadecimal: value) else {
        throw .invalidColor(theme: theme, entry: entry, value: value)
      }
      palette.append(color)
    }
    return palette
  }

  private static func setting<Value>(
    _ setting: String,
    in table: Node.Mapping,
    theme: String,
    or standard: Value,
    read: (String) -> Value?
  ) throws(ThemeError) -> Value {
    guard let node = table[.name(setting)] else { return standard }
    let text = node.scalar?.string ?? ""
    guard let value = read(text) else {
      throw .invalidSetting(theme: theme, setting: setting, value: text)
    }
    return value
  }

  private static func roles(in node: Node?, theme: String) throws(ThemeError) -> [Role: RoleStyle] {
    guard let node else { return [:] }
    guard let table = node.mapping else {
      throw .malformed(theme: theme, detail: "\"roles\" is not a table")
    }
    var roles: [Role: RoleStyle] = [:]
    for (key, value) in table {
      let name = key.scalar?.string ?? ""
      guard let role = Role(rawValue: name) else { throw .unknownRole(theme: theme, role: name) }
      guard let properties = value.mapping else {
        throw .invalidProperty(theme: theme, role: name, property: value.scalar?.string ?? "")
      }
      var style = RoleStyle.standard(for: role)
      for (property, setting) in properties {
        let property = property.scalar?.string ?? ""
        guard style.set(property, to: setting) else {
          throw .invalidProperty(theme: theme, role: name, property: property)
        }
      }
      roles[role] = style
    }
    return roles
  }

  fileprivate static func entryName(_ index: Int) -> String {
    "base" + hexadecimal(UInt32(index), digits: 2)
  }
}

extension RoleStyle {
  /// Sets one property from a `roles` block; false where it is not understood.
  fileprivate mutating func set(_ property: String, to node: Node) -> Bool {
    let attributes: [String: Style.Attributes] = [
      "bold": .bold, "underline": .underline, "reverse": .reverse,
    ]
    let entry = (0..<16).first {
      Theme.entryName($0).lowercased() == node.scalar?.string.lowercased()
    }
    switch property {
    case "foreground":
      guard let entry else { return false }
      foreground = entry
    case "background":
      guard let entry else { return false }
      background = entry
    default:
      guard let attribute = attributes[property], let isOn = node.bool else { return false }
      if isOn { self.attributes.insert(attribute) } else { self.attributes.remove(attribute) }
    }
    return true
  }
}

extension Node {
  /// A name to look up in a table.
  ///
  /// An implicit tag would have Yams compile the patterns of all its rules, a millisecond at every start.
  fileprivate static func name(_ name: String) -> Node { Node(name, Tag(.str, .basic)) }
}
