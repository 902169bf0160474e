import Curation
import Foundation
import Statistics

/// A review of 150 clusters by three curators, made by arithmetic that Reference/reference.py repeats.
///
/// Where a test says nothing else, its expected numbers are what that script printed.
enum ReviewFixture {
  static let judgements: [Judgement] = (1...150).flatMap { cluster in
    let start = Double(1_790_000_000 + cluster * 100 + cluster / 40 * 5000)
    var judgements: [Judgement] = []
    if cluster % 3 == 0 {
      judgements.append(judgement("bob", salt: 2, cluster: cluster, time: start - 40, isBlind: false))
    }
    judgements.append(judgement("ada", salt: 1, cluster: cluster, time: start, isBlind: cluster > 100))
    if cluster % 4 == 1, cluster <= 60 {
      judgements.append(judgement("cy", salt: 3, cluster: cluster, time: start + 30, isBlind: false))
    }
    return judgements
  }

  static let clusterSizes = (1...150).map { 6 + $0 % 5 }

  static let statistics = ReviewStatistics(
    judgements,
    clusterSizes: clusterSizes,
    secondsFromUTC: 19_800
  )

  private static func number(_ cluster: Int, _ salt: Int, below bound: Int) -> Int {
    (cluster * cluster * 31 + cluster * 17 + salt * 101) % 1009 % bound
  }

  private static func judgement(
    _ curator: String,
    salt: Int,
    cluster: Int,
    time: Double,
    isBlind: Bool
  ) -> Judgement {
    let size = 6 + cluster % 5
    func ids(_ factor: Int) -> [InstructionID] {
      (0..<size).map { InstructionID("\(cluster)-\((cluster * factor + $0) % size)") }
    }
    let order = ids(3)
    func choose(_ salt: Int) -> [InstructionID] {
      let roll = number(cluster, salt, below: 100)
      guard roll < 90 else { return [] }
      let rank = roll < 55 ? 0 : roll < 70 ? 1 : roll % size
      return cluster % 10 == 0 ? [order[rank], order[(rank + 1) % size]] : [order[rank]]
    }
    let picks = choose(salt)
    let first = isBlind && cluster % 3 == 0 ? choose(salt + 7) : picks
    let isRanked = cluster % 17 != 0
    let agrees = isRanked && !picks.isEmpty && Set(picks) == Set(order.prefix(picks.count))
    return Judgement(
      cluster: cluster,
      curator: curator,
      time: Date(timeIntervalSince1970: time),
      verdict: picks.isEmpty ? .none : isBlind ? .pick : agrees ? .accept : .override,
      basis: isBlind ? .blind : .assisted,
      firstChoice: first,
      picks: picks,
      rankerOrder: isRanked ? order : nil,
      shownOrder: isBlind ? ids(2) : order,
      seconds: cluster % 11 == 0 ? nil : Double(number(cluster, salt + 3, below: 400)) / 4,
      wordCount: (isBlind ? first : picks).isEmpty ? nil : 5 + number(cluster, 50, below: 40),
      confidence: cluster % 2 == 0 ? nil : Judgement.Confidence(agreeing: 1 + cluster % 3, passes: 3),
      reason: agrees ? nil : [.duplicate, .trivial, nil][cluster % 3]
    )
  }
}

/// Makes a judgement about a cluster of the candidates a, b, c, d, which the ranker put in this order.
func judgement(
  _ cluster: Int = 1,
  by curator: String = "ada",
  at seconds: Double = 0,
  _ verdict: Verdict = .accept,
  _ basis: Judgement.Basis = .assisted,
  first: [String]? = nil,
  picks: [String] = ["a"],
  ranked: [String]? = ["a", "b", "c", "d"]
) -> Judgement {
  Judgement(
    cluster: cluster,
    curator: curator,
    time: Date(timeIntervalSince1970: seconds),
    verdict: verdict,
    basis: basis,
    firstChoice: (first ?? picks).map { InstructionID($0) },
    picks: picks.map { InstructionID($0) },
    rankerOrder: ranked?.map { InstructionID($0) }
  )
}

/// Whether a value was found and is the expected one but for rounding.
func isClose(_ value: Double?, _ expected: Double) -> Bool {
  value.map { abs($0 - expected) <= 1e-9 } ?? false
}

/// Whether values are the expected ones but for rounding.
func areClose(_ values: [Double?], _ expected: [Double]) -> Bool {
  values.count == expected.count && zip(values, expected).allSatisfy { isClose($0, $1) }
}
