extension TextFlow {
  /// Texts as plain lines, to be selected and copied with the terminal's own means.
  ///
  /// Nothing of ours stands beside them: no frame, no margin, no indentation, no padding; between two texts is
  /// one blank line. Give it the whole width of the screen, and draw it from the first column on.
  ///
  /// What is copied differs from the text in its white space alone: a line that is too wide is broken at a word,
  /// where the spaces give way to a line end; spaces at the end of a line are not copied by most terminals; tabs
  /// become spaces. What stands for a control or hidden character is copied as it is shown.
  public static func plain(_ texts: [DisplayText], columns: Int) -> TextFlow {
    var flow = TextFlow(columns: columns, form: .plain)
    for (index, text) in texts.enumerated() {
      if index > 0 { flow.append("") }
      flow.append(prose: text)
    }
    return flow
  }
}
