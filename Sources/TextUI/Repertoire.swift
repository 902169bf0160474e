/// Which characters the terminal can show.
///
/// In ASCII every scalar beyond it is replaced, visibly, when outside text becomes a `DisplayText`; the few
/// signs of our own (rules, arrows, ellipsis) are exchanged by the display, see `OwnGlyph`.
public enum Repertoire: Sendable {
  /// Everything in the table of scalar classes.
  case unicode
  /// U+0020 to U+007E only.
  case ascii

  /// What text made in this task is meant for; the owner of the terminal binds it around its run.
  @TaskLocal public static var current: Repertoire = .unicode
}
