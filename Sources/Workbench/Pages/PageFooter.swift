import TextUI

/// The last line of a page: how to leave it and how to move in it.
struct PageFooter {
  let page: Page
  let keyMap: KeyMap
  let notice: Notice?

  func draw(in rect: Rect, on screen: inout Screen) {
    if let notice {
      Message(notice).draw(over: rect, on: &screen)
    } else {
      FooterLine.draw(
        keyMap.live(in: .page).filter {
          Self.commands.contains($0.command) || page.isAboutCandidate && Self.candidates.contains($0.command)
        },
        in: rect,
        on: &screen
      )
    }
  }

  private static let commands: [Command] = [.back, .search, .moveDown, .moveUp, .pageDown, .pageUp]
  private static let candidates: [Command] = [.nextCandidate, .previousCandidate]
}
