/// What the keys that pick come to, which depends on whether the ranker's opinion is on screen.
enum DecidingStage: Equatable, Sendable {
  /// It is, from the start.
  case led
  /// It is not: both keys make the own choice.
  case unled
  /// It is, and the own choice was made before.
  case chosen
  /// It is not, though the own choice was made: both keys keep that.
  case chosenUnled

  /// A row of the key table in the words that fit; nil for one that is the same as another now.
  func naming(_ binding: Binding) -> Binding? {
    var binding = binding
    switch (self, binding.command) {
    case (.unled, .accept): binding.hint = "choose"
    case (.unled, .override), (.chosenUnled, .override): return nil
    case (.chosenUnled, .accept): binding.hint = "keep mine"
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
    guard let detail else { return .led }
    guard detail.outcome != nil else { return .unled }
    return switch (openChoice != nil, isRankingHidden) {
    case (false, false): .led
    case (false, true): .unled
    case (true, false): .chosen
    case (true, true): .chosenUnled
    }
  }
}
