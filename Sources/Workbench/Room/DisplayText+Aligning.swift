import TextUI

extension DisplayText {
  /// Puts spaces before the text until it is so many columns wide.
  func aligned(right columns: Int) -> DisplayText {
    DisplayText("").padded(to: columns - width) + self
  }
}
