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
    case (.noteField(let cluster, let field), .enter):
      return keep(note: field.text, on: cluster)
    default:
      layers.append(layer.editing { _ = $0.handle(key) })
    }
    return []
  }

  /// Takes pasted text: into a text field, else nowhere.
  mutating func paste(_ text: String) {
    guard let layer = layers.last, layer.hasField else {
      notice = Notice("Pasted text was ignored: no text field is open.")
      return
    }
    layers[layers.count - 1] = layer.editing { $0.paste(text) }
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
    guard case .page(let page, _) = layers.last else { return [] }
    return perform(command, on: page, keyMap: keyMap)
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

extension Layer {
  /// Whether keys go into a text field.
  var hasField: Bool {
    switch self {
    case .remark, .noteField, .searchField, .commandLine: true
    case .page, .reasons: false
    }
  }

  /// The layer after a change to its text field, if it has one.
  func editing(_ change: (inout LineEditor) -> Void) -> Layer {
    switch self {
    case .remark(let draft, let reason, var field):
      change(&field)
      return .remark(draft, reason, field)
    case .noteField(let cluster, var field):
      change(&field)
      return .noteField(cluster: cluster, field)
    case .searchField(var field):
      change(&field)
      return .searchField(field)
    case .commandLine(var field):
      change(&field)
      return .commandLine(field)
    case .page, .reasons:
      return self
    }
  }
}
