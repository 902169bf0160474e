import TextUI

/// A press of the mouse, kept to tell whether the next one doubles it.
struct Click: Equatable, Sendable {
  /// How soon the second press of a double click follows.
  private static let patience: Duration = .milliseconds(400)

  /// The row on screen.
  var row: Int
  /// The pane; nil on a page.
  var pane: Place.Pane?
  /// When, by the clock of the events.
  var time: Duration

  /// Whether another press on the same line follows soon enough.
  func isDoubled(by next: Click) -> Bool {
    row == next.row && pane == next.pane && next.time >= time && next.time - time <= Self.patience
  }
}
