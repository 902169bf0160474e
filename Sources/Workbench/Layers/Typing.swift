import Curation
import Foundation
import TextUI

extension State {
  /// Takes a key while a text field is open: printable keys insert, Enter is done, Esc leaves.
  mutating func type(_ key: Key, keyMap: KeyMap) -> [Effect] {
    guard let layer = layers.popLast() else { return [] }
    switch (layer, key) {
    case (_, .escape), (_, .control("c")):
      notice = if case .remark = layer { Notice("Not decided.") } else { nil }
    case (.remark(let draft, let reason, let field), .enter):
      // "Other" says nothing without words.
      guard field.text.contains(where: { !$0.isWhitespace }) else {
        layers.append(layer)
        return []
      }
      return decide(draft, reason: reason, remark: field.text)
    case (.searchField(let field), .enter):
      return field.text.isEmpty ? [] : [.search(field.text)]
    case (.commandLine(let field), .enter):
      return run(field.text, keyMap: keyMap)
    case (.commandLine(var field), .tab):
      complete(&field)
      layers.append(.commandLine(field))
    case (.remark(let draft, let reason, var field), _):
      _ = field.handle(key)
      layers.append(.remark(draft, reason, field))
    case (.searchField(var field), _):
      _ = field.handle(key)
      layers.append(.searchField(field))
    case (.commandLine(var field), _):
      _ = field.handle(key)
      layers.append(.commandLine(field))
    default:
      layers.append(layer)
    }
    return []
  }

  /// Takes pasted text: into a text field, else nowhere.
  mutating func paste(_ text: String) {
    switch layers.popLast() {
    case .remark(let draft, let reason, var field):
      field.paste(text)
      layers.append(.remark(draft, reason, field))
    case .searchField(var field):
      field.paste(text)
      layers.append(.searchField(field))
    case .commandLine(var field):
      field.paste(text)
      layers.append(.commandLine(field))
    case let other:
      if let other { layers.append(other) }
      notice = Notice("Pasted text was ignored: no text field is open.")
    }
  }

  /// The names that the command line knows besides a cluster's number.
  static let commandNames = (Command.allCases.map(\.rawValue) + ["retry"]).sorted()

  private mutating func run(_ line: String, keyMap: KeyMap) -> [Effect] {
    let word = line.trimmingCharacters(in: .whitespaces)
    if let number = Int(word) {
      guard (1...max(1, listing.total)).contains(number) else {
        notice = Notice("There is no cluster \(number); they go up to \(listing.total).", severity: .failure)
        return []
      }
      go(toCluster: number)
      return []
    }
    if word == "retry" { return retry() }
    let matches = Self.commandNames.filter { $0.hasPrefix(word) }
    guard let command = Command(rawValue: matches.count == 1 ? matches[0] : word) else {
      if word.isEmpty { return [] }
      notice = Notice("\(untrusted: word) is not a command; Tab completes, ? lists them.", severity: .failure)
      return []
    }
    // A page under the command line has keys of its own.
    if layers.isEmpty { return perform(command, keyMap: keyMap) }
    return performOnPage(command, keyMap: keyMap)
  }

  private mutating func complete(_ field: inout LineEditor) {
    let matches = Self.commandNames.filter { $0.hasPrefix(field.text) }
    guard let first = matches.first else { return }
    var common = first
    while !matches.allSatisfy({ $0.hasPrefix(common) }) { common.removeLast() }
    field = LineEditor(text: common)
    if matches.count > 1 {
      notice = Notice("\(untrusted: matches.joined(separator: "  "))")
    }
  }
}
