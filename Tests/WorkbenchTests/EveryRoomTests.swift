import TestSupport
import Testing
import TextUI
import Workbench

/// Every room of the program as it looks on a usual and on a large terminal.
@Suite struct EveryRoomTests {
  /// A room, and the keys that lead to it.
  struct Room: CustomTestStringConvertible, Sendable {
    var name: String
    var keys: [Key]
    var isFirstVisit = false

    init(_ name: String, _ text: String = "", then keys: Key..., isFirstVisit: Bool = false) {
      self.name = name
      self.keys = text.map { .character($0) } + keys
      self.isFirstVisit = isFirstVisit
    }

    var testDescription: String { name }
  }

  static let rooms = [
    Room("clusters", then: .backTab),
    Room("candidates"),
    Room("candidates-hostile", "6"),
    Room("text", then: .tab),
    Room("rationale", then: .tab, .tab),
    Room("full-text", then: .enter),
    Room("inspect", "i"),
    Room("nearest", "dj"),
    Room("compare", "2c"),
    Room("reveal", "6r"),
    Room("plain", "9y"),
    Room("guide", "h"),
    Room("statistics", "S"),
    Room("queue", "Q"),
    Room("notes", "L"),
    Room("map", "M"),
    Room("help", "?"),
    Room("welcome", isFirstVisit: true),
    Room("reasons", "3o"),
    Room("remark", "xeNobody could answer this"),
    Room("note", "mThe lid"),
    Room("sort", "T"),
    Room("search", "/6-1"),
    Room("filter", "&state:open"),
    Room("filtered", "&state:open -label:9", then: .enter),
    Room("command-line", ":next", then: .tab),
    Room("all", ":skip-all", then: .enter),
  ]

  @Test(arguments: rooms, [Size(rows: 24, columns: 80), Size(rows: 50, columns: 160)])
  func `every room looks as it was recorded`(room: Room, size: Size) throws {
    var driver =
      try room.isFirstVisit ? Driver(size: size, isFirstVisit: true) : FurnishedRoom.driver(size: size)
    for key in room.keys { driver.press(key) }
    try expectScreen(render(driver.state), matches: "\(room.name)-\(size.columns)x\(size.rows)")
  }
}
