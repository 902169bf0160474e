import Curation
import ProjectStore
import Statistics

extension Judgement {
  /// Makes the judgement that a project's record of a decision amounts to.
  init(_ record: JudgementRecord) {
    let (entry, decision) = (record.step.entry, record.step.decision)
    self.init(
      cluster: entry.cluster,
      curator: entry.curator,
      time: entry.time,
      verdict: decision.verdict,
      basis: Basis(decision),
      firstChoice: decision.firstChoice,
      picks: decision.picks,
      rankerOrder: record.rankerOrder,
      shownOrder: decision.presentation.order,
      seconds: record.seconds,
      wordCount: record.wordCount,
      confidence: record.agreement,
      reason: decision.reason
    )
  }
}

extension Judgement {
  /// The judgement without all that tells of the ranker; that something was accepted does, too.
  var withoutRanker: Judgement {
    var judgement = self
    judgement.rankerOrder = nil
    judgement.confidence = nil
    judgement.verdict = verdict.withoutRanker
    return judgement
  }
}

extension Judgement.Basis {
  /// What the curator had seen of the ranker's opinion when they made a decision.
  init(_ decision: Decision) {
    let presentation = decision.presentation
    if decision.batch != nil {
      self = .scripted
    } else if presentation.mode == .assisted, !presentation.showedRanking {
      // There was no ranking yet, so the curator decided without it.
      self = .blind
    } else {
      self.init(presentation.mode)
    }
  }
}
