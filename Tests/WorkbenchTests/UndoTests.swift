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
