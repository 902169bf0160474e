import Curation

/// What became of the curators' first choices.
///
/// Compared as sets; the order of several picks does not matter.
public struct Switches: Equatable, Sendable {
  /// How many stayed with the first choice, or with the ranker's in another number of picks.
  public private(set) var kept = 0
  /// How many went from another choice to the ranker's pick.
  public private(set) var toRanker = 0
  /// How many left the ranker's pick for another choice.
  public private(set) var fromRanker = 0
  /// How many went from one choice to another, neither of them the ranker's pick.
  public private(set) var elsewhere = 0

  /// How many judgements were looked at.
  public var count: Int { kept + toRanker + fromRanker + elsewhere }

  /// Looks at judgements that have a ranking.
  init(_ judgements: [Judgement]) {
    for judgement in judgements {
      let before = judgement.isRankersPick(judgement.firstChoice)
      let after = judgement.isRankersPick(judgement.picks)
      switch (before, after) {
      case (false, true): toRanker += 1
      case (true, false): fromRanker += 1
      case (true, true): kept += 1
      case (false, false):
        if judgement.firstChoice == judgement.picks || Set(judgement.firstChoice) == Set(judgement.picks) {
          kept += 1
        } else {
          elsewhere += 1
        }
      }
    }
  }
}
