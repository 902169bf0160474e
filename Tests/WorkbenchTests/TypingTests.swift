import Curation
import Testing
import TextUI

@testable import Workbench

@Suite struct TypingTests {
  /// Every printable ASCII character.
  private static let printable = (0x20..<0x7F).compactMap { UnicodeScalar($0).map(Character.init) }

  @Test(arguments: ["/", "&", ":", "xe"])
  func `in a text field every printable key only types`(opening: String) {
    var driver = Driver()
    driver.press(opening)
    let place = driver.state.place
    let layers = driver.state.layers.count
    for character in Self.printable { driver.press(.character(character)) }
    #expect(driver.state.place == place)
    #expect(driver.state.layers.count == layers)
    #expect(driver.log.isEmpty)
    #expect(driver.typed == String(Self.printable))
  }

  @Test func `a paste is text in a text field and nothing anywhere else`() {
    var driver = Driver()
    driver.send(.input(.paste("axsq\n")))
    #expect(driver.log.isEmpty)
    #expect(!driver.state.isDone)
    driver.press("/")
    driver.send(.input(.paste("green\ntea")))
    #expect(driver.typed == "green tea")
  }

  @Test func `a search goes to the first match from here on, and n and N to the others`() {
    var driver = Driver()
    driver.press("/")
    driver.press("-7")
    driver.press(.enter)
    #expect(driver.state.place.cluster == 1)
    #expect(driver.state.candidate?.id.rawValue == "i1-7")
    driver.press("nn")
    #expect(driver.state.candidate?.id.rawValue == "i3-7")
    driver.press("NNN")
    #expect(driver.state.candidate?.id.rawValue == "i6-7")
  }

  @Test func `a search from a page goes back to the room, so that what is typed is never a command`() {
    var driver = Driver()
    driver.press(.enter)
    driver.press("/q-7")
    #expect(driver.typed == "q-7")
    #expect(!driver.state.isDone)
  }

  @Test func `a search that finds nothing says so and stays`() {
    var driver = Driver()
    driver.press("/")
    driver.press("zebra")
    driver.press(.enter)
    #expect(driver.screenText.contains("Nothing found for zebra."))
    #expect(driver.state.place.cluster == 1)
  }

  @Test func `every command has a name that does what its key does`() {
    var driver = Driver()
    driver.press(":")
    driver.press("accept")
    driver.press(.enter)
    #expect(driver.review.decision(for: 1)?.verdict == .accept)
    driver.press(":")
    driver.press("5")
    driver.press(.enter)
    #expect(driver.state.place.cluster == 5)
  }

  @Test func `Tab completes a command as far as it is clear`() {
    var driver = Driver()
    driver.press(":")
    driver.press("acc")
    driver.press(.tab)
    #expect(driver.typed == "accept")
    driver.press(.escape)
    driver.press(":")
    driver.press("next-")
    driver.press(.tab)
    #expect(driver.typed == "next-")
    #expect(driver.state.notice != nil)
  }

  @Test(arguments: ["frobnicate", "99", "0", "-1"])
  func `what is no command or no cluster is told`(line: String) {
    var driver = Driver()
    driver.press(":")
    driver.press(line)
    driver.press(.enter)
    #expect(driver.state.notice?.severity == .failure)
    #expect(driver.state.place.cluster == 1)
  }
}

extension Driver {
  /// What stands in the open text field.
  var typed: String? {
    switch state.layers.last {
    case .searchField(let field), .filterField(let field), .commandLine(let field), .remark(_, _, let field):
      field.text
    default: nil
    }
  }

  /// All rows of the screen.
  var screenText: String {
    let screen = render(state)
    return (0..<screen.size.rows).map { screen.text(ofRow: $0) }.joined(separator: "\n")
  }
}
