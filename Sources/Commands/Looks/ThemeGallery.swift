import TextUI

/// The themes one after the other, each shown in its own colours.
struct ThemeGallery {
  private let themes: [Theme]
  private var index = 0
  /// Whether it is to be left.
  private(set) var isDone = false

  /// Begins at the first of some themes; at least one.
  init(_ first: Theme, _ others: [Theme]) { themes = [first] + others }

  /// The theme that is shown.
  var theme: Theme { themes[index] }

  /// Takes what was pressed.
  mutating func take(_ event: InputEvent) {
    switch event {
    case .key(.character("n")), .key(.character("j")), .key(.character(" ")), .key(.right), .key(.down):
      index = (index + 1) % themes.count
    case .key(.character("p")), .key(.character("k")), .key(.left), .key(.up):
      index = (index + themes.count - 1) % themes.count
    case .key(.character("q")), .key(.escape), .key(.control("c")), .endOfInput, .terminate:
      isDone = true
    default: break
    }
  }

  /// A screen with the sample of the theme.
  func screen(size: Size, depth: ColorDepth) -> Screen {
    var screen = Screen(size: size)
    let (body, bottom) = screen.bounds.splitBottom(1)
    let sample = ThemeSample(of: theme, depth: depth)
    sample.draw(in: body, on: &screen)
    screen.fill(bottom, role: .bar)
    let isCut = sample.lines(columns: size.columns, isStyled: false).count > body.rows
    let hint: DisplayText = isCut ? " enlarge the window to see all roles;" : ""
    let line: DisplayText = hint + " n next  p previous  q leave   \(index + 1)/\(themes.count)"
    screen.draw(line.truncated(to: bottom.columns), in: bottom, role: .bar)
    return screen
  }
}
