/// The colours of the map's picture: the palette of Okabe and Ito (2008), safe for colour-blind readers.
enum MapStyleSheet {
  static func text(for appearance: MapPicture.Appearance) -> String {
    switch appearance {
    case .light: common + light
    case .dark: common + dark
    case .automatic: common + light + "@media (prefers-color-scheme:dark){\(dark)}"
    }
  }

  private static let common = """
    text{font-family:system-ui,sans-serif;font-size:13px}
    .title{font-size:20px;font-weight:600}
    .topic{font-weight:600;text-anchor:middle}
    .seam{stroke-width:4px;stroke-linejoin:round}
    path{fill:none;stroke-width:2px;stroke-linecap:round}
    .cluster{stroke-width:2.5px}
    \((1...8).map { ".d\($0){stroke-width:\(SVGText.number(0.9 + 0.4 * Double($0)))px}" }.joined(separator: "\n"))

    """

  private static let light = """
    .ground{fill:#fff}
    text{fill:#1b1b1b}
    .subtitle,.legend{fill:#4a4a4a}
    .seam{stroke:#fff}
    .pool{stroke:#8c9196}
    .own{stroke:#0072b2}
    .others{stroke:#d55e00}
    .cluster{stroke:#000;fill:#f0e442}
    .cluster.pick{fill:#0072b2}

    """

  private static let dark = """
    .ground{fill:#16181a}
    text{fill:#e8e8e8}
    .subtitle,.legend{fill:#b4b8bc}
    .seam{stroke:#16181a}
    .pool{stroke:#73787d}
    .own{stroke:#56b4e9}
    .others{stroke:#e69f00}
    .cluster{stroke:#fff;fill:#6b6416}
    .cluster.pick{fill:#0072b2}

    """
}
