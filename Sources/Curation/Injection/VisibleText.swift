/// What a text says to somebody who sees it: without characters that hide, reorder or stand for nothing.
public enum VisibleText {
  /// The text without controls, bidi controls and whatever else leaves no mark.
  ///
  /// Line breaks stay and tabs become spaces. Joiners and the selectors of emoji stay, as scripts need them;
  /// fillers, tags and the selectors in which a text can be hidden go.
  public static func of(_ text: String) -> String.UnicodeScalarView {
    // Nearly every text is all visible, which is quick to see.
    guard !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) else {
      return text.unicodeScalars
    }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        switch scalar {
        case "\n", " "..."~": visible.append(scalar)
        case "\t": visible.append(" ")
        default: continue
        }
        continue
      }
      switch scalar.properties.generalCategory {
      case .lineSeparator, .paragraphSeparator: visible.append("\n")
      case .control, .surrogate, .privateUse, .unassigned: continue
      default:
        if !isInvisible(scalar) || isNeeded(scalar) { visible.append(scalar) }
      }
    }
    return visible
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    // The braille pattern without dots is the one blank that Unicode counts as a symbol.
    scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .format
      || scalar == "\u{2800}"
  }

  /// The joiners, and the selectors between text and emoji.
  private static func isNeeded(_ scalar: Unicode.Scalar) -> Bool {
    (0x200C...0x200D).contains(scalar.value) || (0xFE0E...0xFE0F).contains(scalar.value)
  }
}
