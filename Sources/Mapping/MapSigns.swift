/// How the density of the pool is drawn.
public enum MapSigns: CaseIterable, Sendable {
  /// Braille patterns, U+2800 to U+28FF: 2 × 4 dots a cell.
  case braille
  /// `.`, `:` and `*`, for terminals without Unicode.
  case ascii

  /// What the legend shows for the pool, from few points to many.
  var densitySample: String {
    switch self {
    case .braille: "⠂⡢⣿"
    case .ascii: ".:*"
    }
  }

  /// The braille pattern of dots, a bit each, row by row from the top left.
  static func braille(_ dots: UInt8) -> Unicode.Scalar {
    // ISO/TR 11548-1 counts down the left column, then the right one, and added the lowest row later.
    let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    let pattern = bits.indices.reduce(UInt32(0)) { dots >> UInt8($1) & 1 == 1 ? $0 | bits[$1] : $0 }
    return Unicode.Scalar(0x2800 + pattern) ?? " "
  }

  /// The sign for a density from 1 to 8.
  static func ascii(_ density: Int) -> Unicode.Scalar {
    switch density {
    case ...2: "."
    case ...5: ":"
    default: "*"
    }
  }
}
