import Curation
import Foundation
public import Statistics

/// Statistics of made-up reviews: one in which everything has a value, and one in which nothing has.
public enum ReviewSample {
  /// What a review of two clusters amounts to before its first decision.
  public static let empty = ReviewStatistics([], clusterSizes: [4, 4])

  /// Two curators, 200 clusters of five, 160 of them decided, every second one without the ranking on screen.
  public static let full = statistics { $0 }

  /// The same as a blind curator may know it.
  public static let blind = statistics { judgement in
    var judgement = judgement
    judgement.rankerOrder = nil
    judgement.confidence = nil
    if !judgement.picks.isEmpty { judgement.verdict = .pick }
    return judgement
  }

  private static func statistics(_ change: (Judgement) -> Judgement) -> ReviewStatistics {
    let judgements = (1...160).flatMap { cluster in
      let own = judgement(cluster, by: "ada", roll: cluster * 7 % 13)
      return cluster % 4 == 0 ? [judgement(cluster, by: "bob", roll: cluster * 5 % 11), own] : [own]
    }
    return ReviewStatistics(
      judgements.map(change),
      clusterSizes: Array(repeating: 5, count: 200),
      coverage: coverage
    )
  }

  private static func judgement(_ cluster: Int, by curator: String, roll: Int) -> Judgement {
    let order = (0..<5).map { InstructionID("\(cluster)-\($0)") }
    let isBlind = cluster % 2 == 0
    let picks = roll < 6 ? [order[0]] : roll < 9 ? [order[roll % 5]] : roll == 9 ? [order[1], order[0]] : []
    let verdict: Verdict = picks.isEmpty ? .none : roll < 6 ? .accept : .override
    return Judgement(
      cluster: cluster,
      curator: curator,
      time: Date(timeIntervalSince1970: 1_790_000_000 + Double(cluster) * 321.5),
      verdict: verdict,
      basis: isBlind ? .blind : .assisted,
      firstChoice: isBlind && roll % 3 == 0 ? [order[3]] : picks,
      picks: picks,
      rankerOrder: order,
      shownOrder: isBlind ? Array(order[(cluster / 2 % 5)...] + order[..<(cluster / 2 % 5)]) : order,
      seconds: Double(roll) * 3.7 + 0.25,
      wordCount: picks.isEmpty ? nil : 4 + cluster % 30,
      confidence: Judgement.Confidence(agreeing: 1 + cluster % 3, passes: 3),
      reason: verdict == .override ? .coverage : verdict == .none ? .trivial : nil
    )
  }

  private static let coverage: CoverageCurve? = {
    let values = (0..<40).flatMap { row in
      let angle = Float(row * row) / 7
      let (x, y) = (Float(cos(Double(angle))), Float(sin(Double(angle))))
      return [x * 0.8, y * 0.8, 0.6]
    }
    guard let embeddings = Embeddings(count: 40, dimensions: 3, values: values) else { return nil }
    return try? CoverageCurve(of: [1, 20, 33, 7, 12], in: embeddings)
  }()
}
