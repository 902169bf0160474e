import Curation
import Testing
import TextUI

@testable import Workbench

@Suite struct UndoTests {
  @Test func `undo goes to where it was decided and says what it undid`() {
    var driver = Driver()
    driver.press("as")
    driver.press("u")
    #expect(driver.state.place.cluster == 2)
    #expect(driver.screenText.contains("Undone: cluster 2 is open again"))
    driver.press("u")
    #expect(driver.state.place.cluster == 1)
    #expect(driver.review.decision(for: 1) == nil)
    driver.press(.control("r"))
    #expect(driver.review.decision(for: 1)?.verdict == .accept)
  }

  @Test func `a flag and a note are taken back like decisions, wherever one is by then`() {
    var driver = Driver()
    driver.press("fm")
    driver.press("odd")
    driver.press(.enter)
    driver.press("a")
    #expect(driver.state.place.cluster == 2)
    driver.press("uu")
    #expect(driver.state.place.cluster == 1)
    #expect(driver.screenText.contains("Undone: cluster 1 has no note any more."))
    driver.press("]u")
    #expect(driver.state.place.cluster == 1)
    #expect(driver.screenText.contains("Undone: cluster 1 is not flagged any more."))
    #expect(driver.review.standing(of: 1).note.isEmpty && !driver.review.standing(of: 1).isFlagged)
    driver.press(.control("r"))
    #expect(driver.screenText.contains("Redone: cluster 1 is flagged again."))
    driver.press(.control("r"))
    #expect(driver.screenText.contains("Redone: cluster 1 has the note again."))
    driver.press(.control("r"))
    #expect(driver.screenText.contains("Redone: cluster 1 is accepted again."))
    driver.press(.control("r"))
    #expect(driver.screenText.contains("Nothing to redo."))
  }

  @Test func `undoing a changed note tells of the one from before`() {
    var driver = Driver()
    driver.press("m")
    driver.press("odd")
    driver.press(.enter)
    driver.press("m")
    driver.press(" and long")
    driver.press(.enter)
    #expect(driver.review.standing(of: 1).note == "odd and long")
    driver.press("u")
    #expect(driver.review.standing(of: 1).note == "odd")
    #expect(driver.screenText.contains("Undone: cluster 1 has the note from before again."))
  }

  @Test func `with nothing to undo it says so`() {
    var driver = Driver()
    driver.press("u")
    #expect(driver.screenText.contains("Nothing to undo."))
    driver.press(.control("r"))
    #expect(driver.screenText.contains("Nothing to redo."))
  }

  @Test func `re-deciding and undoing leads back to the first verdict`() {
    var driver = Driver()
    driver.press("a{")
    driver.press("x")
    driver.press(.enter)
    #expect(driver.review.decision(for: 1)?.verdict == Verdict.none)
    driver.press("u")
    #expect(driver.review.decision(for: 1)?.verdict == .accept)
  }
}
