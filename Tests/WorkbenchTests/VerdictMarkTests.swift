import Curation
import Testing
import TextUI

@testable import Workbench

@Suite struct VerdictMarkTests {
  @Test func `every state has a letter of its own, so that none is told by colour alone`() {
    // Besides verdicts, a cluster can be open, open without a ranking, on its way to disk, or not saved.
    let marks: [DisplayText] = Verdict.allCases.map(\.letter) + ["-", "?", "*", "!"]
    #expect(Set(marks).count == marks.count)
    #expect(Set(Verdict.allCases.map(\.pastTense)).count == Verdict.allCases.count)
  }
}
