import TestSupport
import Testing
import TextUI
import Workbench

@Suite struct ReadmeKeysTests {
  @Test
  func `the README lists the keys of the room, and those that live everywhere, as the key table has them`()
    throws
  {
    var table = "| key | command | what it does |\n|---|---|---|\n"
    for binding in KeyMap.standard.bindings where [.room, .everywhere].contains(binding.context) {
      let keys =
        binding.command == .goToCandidate
        ? "`1`…`9` `0`" : binding.keys.map { "`\($0.title)`" }.joined(separator: " ")
      table += "| \(keys) | `\(binding.command.rawValue)` | \(binding.summary) |\n"
    }
    try expectReadme(part: "keys", toSay: table)
  }
}
