/// What the keys that pick come to, which depends on whether the ranker's opinion is on screen.
enum DecidingStage: Equatable, Sendable {
  /// It is, from the start.
  case led
  /// It is not: both keys make the own choice.
  case unled
  /// It is, and the own choice was made before.
  case chosen

  /// A row of the key table in the words that fit; nil for one that is the same as another now.
  func naming(_ binding: Binding) -> Binding? {
    var binding = binding
    switch (self, binding.command) {
    case (.unled, .accept): binding.hint = "choose"
    case (.unled, .override): return nil
    case (.chosen, .accept): binding.hint = "take the ranker's"
    case (.chosen, .override): binding.hint = "keep mine"
    default: break
    }
    return binding
  }
}

extension State {
  /// What the keys that pick come to now.
  var decidingStage: DecidingStage {
    if openChoice != nil { return .chosen }
    guard let detail else { return .led }
    return detail.outcome == nil || isRankingHidden ? .unled : .led
  }
}
