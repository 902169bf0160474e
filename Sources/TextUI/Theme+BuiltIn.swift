extension Theme {
  /// The terminal's own two colours, with bold, underline and reverse.
  public static let monochrome = Theme(name: "monochrome", palette: [], roles: [:])

  /// The themes that come with the program; the first is the standard one.
  public static let all: [Theme] = {
    let files = [("dark", PackageResources.dark_yaml), ("light", PackageResources.light_yaml)]
    let schemes = files.compactMap { name, bytes in
      try? Theme(yaml: String(decoding: bytes, as: UTF8.self), name: name)
    }
    return schemes + [monochrome]
  }()

  /// The theme for those who ask for none.
  public static var standard: Theme { all.first ?? monochrome }

  /// A theme that comes with the program.
  public static func named(_ name: String) -> Theme? {
    all.first { $0.name == name }
  }
}
