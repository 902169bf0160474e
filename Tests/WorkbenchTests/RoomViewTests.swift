import TestSupport
import Testing
import TextUI
import Workbench

@Suite struct RoomViewTests {
  @Test func `the room with decisions, a wide terminal and the cluster list beside`() throws {
    var driver = Driver(size: Size(rows: 30, columns: 132), clusters: 40)
    driver.press("as2od")
    driver.press("x")
    driver.press(.enter)
    driver.press("7")
    try expectScreen(render(driver.state), matches: "room-wide")
  }

  @Test func `a narrow room`() throws {
    var driver = Driver(size: Size(rows: 16, columns: 60))
    driver.press("5")
    try expectScreen(render(driver.state), matches: "room-narrow")
  }

  @Test func `a narrow room whose keys go to the list of clusters`() throws {
    var driver = Driver(size: Size(rows: 16, columns: 60))
    driver.press(.backTab)
    try expectScreen(render(driver.state), matches: "room-narrow-clusters")
  }

  @Test func `a tiny terminal asks for a larger one`() throws {
    try expectScreen(render(Driver(size: Size(rows: 5, columns: 32)).state), matches: "room-tiny")
  }

  @Test func `a cluster whose ranking failed says why`() throws {
    try expectScreen(render(Driver(ranked: false).state), matches: "room-no-ranking")
  }
}
