import Testing
import TextUI

/// No scalar that a terminal would obey or not show is ever drawn.
@Suite struct DisplayTextScalarTests {
  /// Each plane is a test of its own, so that they run side by side.
  @Test(arguments: UInt32(0)...16)
  func `no scalar passes that must not`(plane: UInt32) {
    // Only a sample of the planes that Unicode leaves empty.
    let step = (4...13).contains(plane) ? 97 : 1
    let values = stride(from: plane << 16, to: (plane + 1) << 16, by: step)
    for context in Context.allCases {
      var input = String.UnicodeScalarView()
      for scalar in values.lazy.compactMap(UnicodeScalar.init) { context.append(scalar, to: &input) }
      let text = DisplayText(untrusted: String(input), as: .body)
      let passed = text.plainText.unicodeScalars.first { isForbidden($0) }
      #expect(passed == nil, "\(context): \(passed.map { String($0.value, radix: 16) } ?? "")")
    }
  }

  enum Context: CaseIterable {
    case betweenSpaces, afterLetter, betweenEmoji

    func append(_ scalar: UnicodeScalar, to text: inout String.UnicodeScalarView) {
      let (before, after): (UnicodeScalar, UnicodeScalar) =
        switch self {
        case .betweenSpaces: (" ", " ")
        case .afterLetter: ("a", " ")
        case .betweenEmoji: ("👨", "👩")
        }
      text.append(before)
      text.append(scalar)
      text.append(after)
    }
  }

  /// Judged by Swift's Unicode tables, not by ours.
  private func isForbidden(_ scalar: UnicodeScalar) -> Bool {
    if scalar.isASCII { return scalar.value == 0x7F || (scalar.value < 0x20 && scalar != "\n") }
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
      return true
    default:
      return scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isNoncharacterCodePoint
    }
  }
}
