/// How many colours a terminal has.
public enum ColorDepth: Int, CaseIterable, Comparable, Sendable {
  /// Attributes alone: bold, underline, reverse.
  case none = 0
  /// The colours of the Linux console.
  case eight = 8
  /// Those and their brighter forms.
  case sixteen = 16
  /// A cube of 216 colours and 24 greys besides.
  case full = 256

  /// The depth to use with a terminal of so many colours; a non-empty `NO_COLOR` asks for none
  /// (https://no-color.org).
  public init(terminalColors: Int, environment: [String: String]) {
    let wantsNone = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    self = wantsNone ? .none : Self.allCases.last { $0.rawValue <= terminalColors } ?? .none
  }

  /// Orders by the number of colours.
  public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

  /// The colour numbers to choose from; beyond 16 colours the first 16 are left to the terminal's owner.
  var indices: Range<Int> {
    switch self {
    case .none: 0..<0
    case .eight: 0..<8
    case .sixteen: 0..<16
    case .full: 16..<256
    }
  }

  /// What a colour number looks like in xterm.
  static func color(at index: Int) -> RGB {
    switch index {
    case ..<16: return basicColors[max(0, index)]
    case ..<232:
      let cube = index - 16
      return RGB(
        red: cubeLevels[cube / 36],
        green: cubeLevels[cube / 6 % 6],
        blue: cubeLevels[cube % 6]
      )
    default:
      let level = UInt8(8 + 10 * (min(255, index) - 232))
      return RGB(red: level, green: level, blue: level)
    }
  }

  /// The number of the nearest background on which something can be read.
  ///
  /// - Parameters:
  ///   - color: The colour wanted.
  ///   - leastContrast: The contrast that letters on it need, up to 21.
  /// - Returns: The number; black or white where nothing else will do.
  func background(nearestTo color: RGB, leastContrast: Double) -> Int {
    let starkest = extremes.map { Self.luminances[$0] }
    let usable = indices.filter { index in
      starkest.contains { RGB.contrast($0, Self.luminances[index]) >= leastContrast }
    }
    return nearest(to: color, among: usable) ?? nearest(to: color, among: extremes) ?? Style.terminalColor
  }

  /// The number of the nearest colour that can be read on a background.
  ///
  /// - Parameters:
  ///   - color: The colour wanted.
  ///   - background: The number of the background.
  ///   - leastContrast: The contrast that it needs, up to 21.
  /// - Returns: The number; that of the starkest contrast where none can be read.
  func foreground(nearestTo color: RGB, on background: Int, leastContrast: Double) -> Int {
    let ground = Self.luminances[background]
    let legible = indices.filter { RGB.contrast(Self.luminances[$0], ground) >= leastContrast }
    return nearest(to: color, among: legible) ?? starkest(on: ground) ?? Style.terminalColor
  }

  private func nearest(to color: RGB, among candidates: [Int]) -> Int? {
    candidates.map { (index: $0, distance: Self.colors[$0].distance(to: color)) }
      .min { $0.distance < $1.distance }?.index
  }

  /// The colour that stands out most from a luminance, which is always the darkest or the lightest.
  private func starkest(on ground: Double) -> Int? {
    extremes.max {
      RGB.contrast(Self.luminances[$0], ground) < RGB.contrast(Self.luminances[$1], ground)
    }
  }

  /// The numbers of the darkest colour and of the lightest.
  private var extremes: [Int] {
    switch self {
    case .none: []
    case .eight: [0, 7]
    case .sixteen: [0, 15]
    case .full: [16, 231]
    }
  }

  private static let colors = (0..<256).map(color)
  private static let luminances = colors.map(\.luminance)
  private static let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let basicColors = [
    RGB(red: 0, green: 0, blue: 0), RGB(red: 205, green: 0, blue: 0), RGB(red: 0, green: 205, blue: 0),
    RGB(red: 205, green: 205, blue: 0), RGB(red: 0, green: 0, blue: 238), RGB(red: 205, green: 0, blue: 205),
    RGB(red: 0, green: 205, blue: 205), RGB(red: 229, green: 229, blue: 229),
    RGB(red: 127, green: 127, blue: 127), RGB(red: 255, green: 0, blue: 0), RGB(red: 0, green: 255, blue: 0),
    RGB(red: 255, green: 255, blue: 0), RGB(red: 92, green: 92, blue: 255),
    RGB(red: 255, green: 0, blue: 255), RGB(red: 0, green: 255, blue: 255),
    RGB(red: 255, green: 255, blue: 255),
  ]
}
