import Foundation
import TextUI

extension State {
  /// Does what `filter NAME` and `filter-save NAME` ask for; nil for another line.
  mutating func performNamedFilter(_ line: String) -> [Effect]? {
    let words = line.split(separator: " ", maxSplits: 1)
    guard let verb = words.first, words.count == 2 || verb == "filter-save" else { return nil }
    let name = words.count == 2 ? words[1].trimmingCharacters(in: .whitespaces) : ""
    switch verb {
    case "filter": return [.recallFilter(name)]
    case "filter-save":
      guard !name.isEmpty else {
        notice = Notice("Say what to call it: filter-save NAME.", severity: .failure)
        return []
      }
      return [.saveFilter(name, place.list)]
    default: return nil
    }
  }

  /// Lists what was saved under a name, or says that it is saved.
  mutating func receive(
    filter name: String,
    _ choice: ListChoice?,
    known: [String],
    isSaved: Bool
  ) -> [Effect] {
    guard !isSaved else {
      let way: DisplayText = ":filter \(untrusted: name)"
      notice = Notice("Saved: " + way + " lists these again.")
      return []
    }
    guard let choice else {
      let list: DisplayText =
        known.isEmpty
        ? "none is saved yet, filter-save NAME saves one"
        : "saved are \(untrusted: known.joined(separator: ", "))"
      notice = Notice("No filter is called \(untrusted: name); \(list).", severity: .failure)
      return []
    }
    return list(choice)
  }
}
