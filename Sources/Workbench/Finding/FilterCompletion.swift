import Curation
import TextUI

/// Completes the word of a filter that is being typed: a term's name, or one of the values that it knows.
struct FilterCompletion: Equatable {
  /// The filter, completed as far as it is clear.
  let text: String
  /// What it can go on with; empty when nothing is known.
  let choices: [String]

  init(of text: String) {
    let start = text.lastIndex { $0.isWhitespace }.map(text.index(after:)) ?? text.startIndex
    let word = text[start...]
    let sign = word.hasPrefix("-") ? "-" : ""
    let term = word.dropFirst(sign.count)
    let candidates: [String]
    let typed: Substring
    if let colon = term.firstIndex(of: ":") {
      let values = term[term.index(after: colon)...]
      typed = values.lastIndex(of: ",").map { values[values.index(after: $0)...] } ?? values
      candidates = ClusterQuery.values(of: term[..<colon].lowercased())
    } else {
      typed = term
      candidates = ClusterQuery.termNames.map { $0 + ":" }
    }
    choices = candidates.filter { $0.hasPrefix(typed.lowercased()) }
    self.text = choices.isEmpty ? text : text.dropLast(typed.count) + Self.common(choices)
  }

  private static func common(_ words: [String]) -> String {
    var common = words.first ?? ""
    while !words.allSatisfy({ $0.hasPrefix(common) }) { common.removeLast() }
    return common
  }
}

extension State {
  /// Completes what stands in the filter field, and says what it can go on with.
  mutating func completeFilter(_ field: LineEditor) -> [Effect] {
    let completion = FilterCompletion(of: field.text)
    layers.append(.filterField(LineEditor(text: completion.text)))
    let effects = countAsTyped(completion.text)
    if completion.choices.count > 1 { finding.remark = .completions(completion.choices) }
    return effects
  }
}
