/// What a piece of the screen is; a theme decides what it looks like.
///
/// Cells hold roles, never colours, so that screens and their recorded copies do not depend on a theme.
public enum Role: String, CaseIterable, Hashable, Sendable {
  /// Ordinary text.
  case text
  /// What matters less than the text around it.
  case dim
  /// The title of a pane.
  case heading
  /// The status bar.
  case bar
  /// The line under the cursor in the pane that has the keys.
  case cursor
  /// The line under the cursor in a pane that has not.
  case cursorIdle
  /// Rules and frames.
  case border
  /// The name of a key in a hint.
  case key
  /// A cluster whose pick was accepted.
  case accepted
  /// A cluster whose pick was replaced.
  case overridden
  /// A cluster without a candidate worth an annotator.
  case none
  /// A cluster left for later.
  case skipped
  /// A cluster without a decision.
  case open
  /// A picked candidate.
  case pick
  /// A candidate's place in the model's order.
  case rank
  /// What the model says about its pick.
  case rationale
  /// Text that stands for something replaced.
  case substitute
  /// A remark about a text: a near-duplicate, a script, a count.
  case badge
  /// What a search found.
  case match
  /// What only the first of two texts says.
  case removed
  /// What only the second of two texts says.
  case added
  /// A message.
  case notice
  /// A message about something that failed.
  case failure
  /// A text field.
  case field
}
