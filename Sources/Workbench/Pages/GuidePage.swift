import TextUI

/// What the project looks for, in its curators' words.
struct GuidePage {
  private let guide: String

  init(_ guide: String) { self.guide = guide }

  func text(columns: Int) -> ScrolledText {
    var text = ScrolledText()
    text.append(wrapping: DisplayText(untrusted: guide, as: .body), columns: columns)
    return text
  }
}
