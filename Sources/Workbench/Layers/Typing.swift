import Curation
import Foundation
import TextUI

extension State {
  /// Takes a key while a text field is open: printable keys insert, Enter is done, Esc leaves.
  mutating func type(_ key: Key, keyMap: KeyMap) -> [Effect] {
    guard let layer = layers.popLast() else { return [] }
    switch (layer, key) {
    case (.searchField, .escape), (.searchField, .control("c")):
      return leaveSearch()
    case (_, .escape), (_, .control("c")):
      finding.wantedCount = nil
      notice = if case .remark = layer { Notice("Not decided.") } else { nil }
    case (.remark(let draft, let reason, let field), .enter):
      // "Other" says nothing without words.
      guard field.text.contains(where: { !$0.isWhitespace }) else {
        layers.append(layer)
        return []
      }
      return decide(draft, reason: reason, remark: field.text)
    case (.searchField(let field), .enter):
      return keepSearch(field.text)
    case (.filterField(let field), .enter):
      return applyFilter(field)
    case (.filterField(let field), .tab):
      return completeFilter(field)
    case (.commandLine(let field), .enter):
      return run(field.text, keyMap: keyMap)
    case (.commandLine(var field), .tab):
      complete(&field)
      layers.append(.commandLine(field))
    case (.confirmation(let verdict, let clusters, let field), .enter):
      return confirmed(verdict, clusters, typed: field.text)
    case (.noteField(let cluster, let field), .enter):
      return keep(note: field.text, on: cluster)
    default:
      layers.append(layer.editing { _ = $0.handle(key) })
      return answerTyping()
    }
    return []
  }

  /// Takes pasted text: into a text field, else nowhere.
  mutating func paste(_ text: String) -> [Effect] {
    guard let layer = layers.last, layer.hasField else {
      notice = Notice("Pasted text was ignored: no text field is open.")
      return []
    }
    layers[layers.count - 1] = layer.editing { $0.paste(text) }
    return answerTyping()
  }

  /// Does what some fields do at every change.
  private mutating func answerTyping() -> [Effect] {
    switch layers.last {
    case .searchField(let field): searchAsTyped(field.text)
    case .filterField(let field): countAsTyped(field.text)
    default: []
    }
  }

  /// The names that the command line knows besides a cluster's number.
  static let commandNames = (Command.allCases.map(\.rawValue) + ["filter-save", "retry"]).sorted()

  private mutating func run(_ line: String, keyMap: KeyMap) -> [Effect] {
    let word = line.trimmingCharacters(in: .whitespaces)
    if let number = Int(word) {
      guard (1...max(1, listing.total)).contains(number) else {
        notice = Notice("There is no cluster \(number); they go up to \(listing.total).", severity: .failure)
        return []
      }
      jump(toCluster: number)
      return []
    }
    if word == "retry" { return retry() }
    if word == "q" { return perform(.quit, keyMap: keyMap) }
    if let effects = performNamedFilter(word) { return effects }
    if let name = Self.themeName(in: word) { return [.useTheme(name)] }
    let matches = Self.commandNames.filter { $0.hasPrefix(word) }
    guard let command = Command(rawValue: matches.count == 1 ? matches[0] : word) else {
      if word.isEmpty { return [] }
      notice = Notice(
        "\(untrusted: word) is not a command; Tab completes, \(keyMap.way(to: .help)) lists them.",
        severity: .failure
      )
      return []
    }
    // A page under the command line has keys of its own.
    if layers.isEmpty { return perform(command, keyMap: keyMap) }
    switch layers.last {
    case .page(let page, _): return perform(command, on: page, keyMap: keyMap)
    case .map(let sheet): return perform(command, on: sheet)
    default: return []
    }
  }

  private mutating func complete(_ field: inout LineEditor) {
    let matches = Self.completions.filter { $0.hasPrefix(field.text) }
    guard let first = matches.first else { return }
    var common = first
    while !matches.allSatisfy({ $0.hasPrefix(common) }) { common.removeLast() }
    field = LineEditor(text: common)
    if matches.count > 1 { notice = Notice(describe(matches)) }
  }
}

extension Layer {
  /// Whether keys go into a text field.
  var hasField: Bool {
    switch self {
    case .remark, .noteField, .confirmation, .searchField, .filterField, .commandLine: true
    case .page, .map, .reasons, .orders, .welcome: false
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
    case .confirmation(let verdict, let clusters, var field):
      change(&field)
      return .confirmation(verdict, clusters: clusters, field)
    case .searchField(var field):
      change(&field)
      return .searchField(field)
    case .filterField(var field):
      change(&field)
      return .filterField(field)
    case .commandLine(var field):
      change(&field)
      return .commandLine(field)
    case .page, .map, .reasons, .orders, .welcome:
      return self
    }
  }
}
