import Curation
import Testing

@testable import Statistics

@Suite struct CuratorAgreementTests {
  private let agreement = ReviewFixture.statistics.curators

  /// From scikit-learn, `cohen_kappa_score`.
  @Test func `every pair of curators has a kappa for verdict and choice`() {
    #expect(
      agreement.pairs.map { [$0.first, $0.second] } == [["ada", "bob"], ["ada", "cy"], ["bob", "cy"]]
    )
    #expect(agreement.pairs.map(\.verdict.units) == [50, 15, 5])
    #expect(agreement.pairs.map(\.verdict.agreements) == [45, 12, 4])
    #expect(agreement.pairs.map(\.choice.agreements) == [38, 9, 3])
    #expect(
      areClose(
        agreement.pairs.map(\.verdict.value),
        [0.8183139534883721, 0.6311475409836065, 0.6428571428571428]
      )
    )
    #expect(
      areClose(agreement.pairs.map(\.choice.value), [0.6361431170406308, 0.3076923076923076, 0.375])
    )
  }

  /// From the package krippendorff, `alpha(level_of_measurement="nominal")`.
  @Test func `all curators together have an alpha for verdict and choice`() {
    #expect(agreement.verdict.units == 60)
    #expect(agreement.verdict.values == 125)
    #expect(isClose(agreement.verdict.value, 0.767572633552015))
    #expect(isClose(agreement.choice.value, 0.5782312925170068))
  }

  /// Krippendorff's own example with missing values (2011, part C), where he finds 0.743.
  @Test func `alpha is that of the published example`() {
    let ratings = [
      [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4],
      [1, 1, 2, 1], [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
    ]
    let alpha = KrippendorffAlpha(ratings)
    #expect(isClose(alpha.value, 0.7434210526315789))
    #expect(alpha.units == 11)
    #expect(alpha.values == 40)
  }

  /// Hand-worked: of 50 units 20 + 15 agree, and pₑ = (25 · 30 + 25 · 20) / 2500 = 0.5, so κ = 0.2 / 0.5.
  @Test func `kappa is that of a worked example`() {
    let counts = [("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)]
    let kappa = CohenKappa(counts.flatMap { Array(repeating: ($0.0, $0.1), count: $0.2) })
    #expect(kappa.units == 50)
    #expect(kappa.agreements == 35)
    #expect(isClose(kappa.value, 0.4))
  }

  @Test func `what is undefined has no value`() {
    #expect(CohenKappa([(Int, Int)]()).value == nil)
    #expect(CohenKappa([(1, 1), (1, 1)]).value == nil)
    #expect(CohenKappa([(1, 2), (1, 2)]).value == 0)
    #expect(KrippendorffAlpha([[Int]]()).value == nil)
    #expect(KrippendorffAlpha([[1], [2]]).value == nil)
    #expect(KrippendorffAlpha([[1, 1], [1, 1, 1], [2]]).value == nil)
    #expect(isClose(KrippendorffAlpha([[1, 2]]).value, 0))
  }

  @Test func `one curator alone has nobody to agree with`() {
    let agreement = CuratorAgreement([judgement(1), judgement(2)])
    #expect(agreement.pairs.isEmpty)
    #expect(agreement.verdict.units == 0)
    #expect(agreement.choice.value == nil)
  }

  @Test func `skips and scripts are no opinion`() {
    let agreement = CuratorAgreement([
      judgement(1, by: "ada"), judgement(1, by: "bob", .skip, picks: []),
      judgement(1, by: "cy", .accept, .scripted),
    ])
    #expect(agreement.pairs.isEmpty)
  }

  @Test func `verdicts are compared by what was picked, also blind and after a new ranking`() throws {
    let agreement = CuratorAgreement([
      judgement(1, by: "bob", .accept, picks: ["b"], ranked: ["b", "a", "c", "d"]),
      judgement(1, by: "ada", .pick, .blind, picks: ["a"]),
      judgement(2, by: "ada", .pick, .blind, picks: ["c"], ranked: nil),
      judgement(2, by: "bob", .override, picks: ["c"]),
      judgement(3, by: "ada", .none, picks: []),
      judgement(3, by: "bob", .override, picks: ["d", "c"]),
      judgement(4, by: "ada", .override, picks: ["c", "d"]),
      judgement(4, by: "bob", .override, picks: ["d", "c"]),
    ])
    let pair = try #require(agreement.pairs.first)
    #expect(pair.verdict.agreements == 3)
    // Not in cluster 1, where both accepted the ranking of their time.
    #expect(pair.choice.agreements == 2)
  }

  @Test func `without any ranking the same picks are the same choice`() throws {
    let agreement = CuratorAgreement([
      judgement(1, by: "ada", .override, picks: ["b"], ranked: nil),
      judgement(1, by: "bob", .override, picks: ["b"], ranked: nil),
      judgement(2, by: "ada", .override, picks: ["b"], ranked: nil),
      judgement(2, by: "bob", .override, picks: ["c"], ranked: nil),
    ])
    #expect(try #require(agreement.pairs.first).choice.agreements == 1)
  }
}
