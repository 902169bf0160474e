import Testing
import TextUI

@Suite struct BadgeTests {
  @Test(
    arguments: [
      ("plain text", []), ("pаypal", [.mixedScripts]), ("pay рал", []), ("Ωmega", [.mixedScripts]),
      ("שלום", [.rightToLeft]), ("مرحبا world", [.rightToLeft]), ("a\u{A0}b", [.unusualSpaces]),
      ("全　角", [.unusualSpaces]), ("a\u{2800}", [.unusualSpaces]), ("a\u{200B}а", []),
    ] as [(String, Set<Badge>)]
  )
  func `badges tell what the eye can miss`(text: String, expected: Set<Badge>) {
    #expect(DisplayText(untrusted: text, as: .row).badges == expected)
  }
}
