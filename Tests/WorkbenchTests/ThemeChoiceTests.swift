import Testing
import TextUI

@testable import Workbench

@Suite struct ThemeChoiceTests {
  @Test(arguments: ["", "?"])
  func `a theme is chosen by its name, in the room and on a page`(opening: String) {
    var driver = Driver()
    driver.press(opening)
    driver.press(":")
    driver.press("theme light")
    driver.press(.enter)
    #expect(driver.effects.last == .useTheme("light"))
    driver.send(.themeUsed("light", problem: nil))
    #expect(driver.screenText.contains("Theme: light."))
  }

  @Test func `Tab completes the names`() {
    var driver = Driver()
    driver.press(":")
    driver.press("th")
    driver.press(.tab)
    #expect(driver.typed == "theme")
    driver.press(" mono")
    driver.press(.tab)
    #expect(driver.typed == "theme monochrome")
  }

  @Test func `without a name it is asked for`() {
    var driver = Driver()
    driver.press(":")
    driver.press("theme")
    driver.press(.enter)
    #expect(driver.typed == "theme ")
    #expect(driver.state.notice?.text.plainText.contains("high-contrast-dark") == true)
  }

  @Test func `what is wrong with a theme is told`() {
    var driver = Driver()
    driver.send(.themeUsed("nope", problem: "There is no theme \"nope\"."))
    #expect(driver.state.notice?.severity == .failure)
  }
}
