import Testing
import TextUI

@testable import Workbench

@Suite struct KeyMapTests {
  private let bindings = KeyMap.standard.bindings

  @Test func `every command has a key, a hint and a line in the help`() {
    for command in Command.allCases {
      let rows = bindings.filter { $0.command == command }
      #expect(!rows.isEmpty, "\(command.rawValue) has no key")
      #expect(rows.allSatisfy { !$0.hint.isEmpty && !$0.summary.isEmpty })
      // What is done to a whole list is typed by name.
      if command != .acceptAll, command != .skipAll, command != .theme {
        #expect(rows.allSatisfy { !$0.keys.isEmpty })
      }
    }
  }

  @Test(arguments: Binding.Context.allCases)
  func `no key means two things in one place`(context: Binding.Context) {
    let keys = bindings.filter { $0.context == context }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `no verdict lies on a letter that an arrow key ends with, on upper case, or on a digit`() {
    let forbidden = Set("ABCDEFHOPQRS[~0123456789")
    for binding in bindings where binding.command.decides {
      for key in binding.keys {
        guard case .character(let letter) = key else {
          Issue.record("\(binding.command.rawValue) lies on \(key.title)")
          continue
        }
        #expect(!forbidden.contains(letter) && !letter.isUppercase)
      }
    }
  }

  @Test func `no key is one that a terminal or a multiplexer keeps for itself`() {
    let kept: Set<Key> = [.control("s"), .control("q"), .control("a"), .control("b")]
    #expect(kept.isDisjoint(with: bindings.flatMap(\.keys)))
  }

  @Test(arguments: [80, 120, 149, 150, 160, 250])
  func `the help lists every key of the table, in two columns where there is room`(columns: Int) {
    var driver = Driver(size: Size(rows: 130, columns: columns))
    driver.press("?")
    let screen = driver.screenText
    for binding in bindings {
      #expect(screen.contains(":" + binding.command.rawValue))
      for word in binding.summary.split(separator: " ") { #expect(screen.contains(word)) }
      if columns == 120 || columns == 250 { #expect(screen.contains(binding.summary)) }
    }
    let hasTwo = screen.split(separator: "\n").contains {
      $0.contains("IN THE ROOM") && $0.contains("ON ")
    }
    #expect(hasTwo == (columns >= 150))
  }

  @Test(arguments: [60, 80, 110, 200])
  func `the footer shows keys of the table and always the way to the help`(columns: Int) throws {
    let driver = Driver(size: Size(rows: 24, columns: columns))
    let footer = try #require(driver.screenText.split(separator: "\n").last)
    #expect(footer.contains("a accept  o override  x none"))
    #expect(footer.contains("? help"))
  }
}
