import TextUI

/// What the project looks for, in its curators' words.
struct GuidePage {
  private let guide: String

  init(_ guide: String) { self.guide = guide }

  func text(columns: Int) -> TextFlow {
    var text = TextFlow(columns: columns)
    text.append(prose: DisplayText(untrusted: guide, as: .body))
    return text
  }
}
