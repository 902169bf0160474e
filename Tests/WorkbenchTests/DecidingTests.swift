import Curation
import Foundation
import Testing
import TextUI

@testable import Workbench

@Suite struct DecidingTests {
  @Test func `decide-first: the own choice comes before the ranker's, and both are kept`() throws {
    var driver = Driver(mode: .decideFirst)
    #expect(!driver.screenText.contains("Needs weighing"))
    #expect(!driver.screenText.contains("LLM"))
    driver.press("3a")
    #expect(driver.review.decision(for: 1) == nil)
    driver.press("2")
    #expect(driver.screenText.contains("Needs weighing"))
    driver.press("a")
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.verdict == .accept)
    #expect(decision.firstChoice.map(\.rawValue) == ["i1-2"])
    #expect(decision.picks.map(\.rawValue) == ["i1-1"])
    #expect(decision.presentation.mode == .decideFirst)
    #expect(decision.presentation.showedRanking)
  }

  @Test(arguments: [("3", Verdict.override), ("2", .accept)])
  func `decide-first: staying with the own choice takes no reason`(candidate: String, verdict: Verdict) throws
  {
    var driver = Driver(mode: .decideFirst)
    driver.press(candidate + "oo")
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.verdict == verdict)
    #expect(decision.firstChoice == decision.picks)
  }

  @Test(arguments: [ReviewMode.decideFirst, .blind])
  func `before the own choice, news of somebody else's pick do not show what it is`(mode: ReviewMode) throws {
    var driver = Driver(mode: mode)
    let detail = try #require(driver.state.details[1])
    let decision = try Decision(
      .override,
      picks: [detail.cluster.candidates[3]],
      in: detail.cluster,
      ranking: nil,
      presentation: Presentation(order: [], showedRanking: true, run: 1)
    )
    let entry = LogEntry(
      sequence: 9,
      time: .distantPast,
      curator: "bob",
      cluster: 1,
      event: .decide(decision)
    )
    var standing = Review(log: [entry]).standing(of: 1)
    standing.withholdDecision()
    driver.send(.news([standing]))
    #expect(driver.state.verdicts[1] == .pick)
    #expect(driver.screenText.contains("CLUSTER 1  picked  pick 1 of 10"))
    for word in ["[x]", "bob", "overridden"] { #expect(!driver.screenText.contains(word), "\(word)") }
    #expect(driver.state.details[1]?.standing.version == 9)
  }

  @Test func `a cluster that was read before the newest decision keeps how it stands`() throws {
    var driver = Driver()
    let earlier = try #require(driver.state.details[1])
    driver.press("a")
    driver.send(.loaded([earlier]))
    #expect(driver.state.details[1]?.standing.verdict == .accept)
  }

  @Test(arguments: ["a", "o"])
  func `blind: one key picks the candidate under the cursor, and the ranking is never shown`(key: String)
    throws
  {
    var driver = Driver(mode: .blind)
    driver.press("2" + key)
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.verdict == .pick)
    #expect(decision.picks.map(\.rawValue) == ["i1-1"])
    #expect(!decision.presentation.showedRanking)
    driver.press("{2")
    #expect(!driver.screenText.contains("Needs weighing"))
  }

  @Test func `accepting picks the ranker's first candidates, is saved, and goes to the next open cluster`()
    throws
  {
    var driver = Driver(picks: 2)
    driver.press("a")
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.verdict == .accept)
    #expect(decision.picks.map(\.rawValue) == ["i1-1", "i1-0"])
    #expect(decision.presentation.showedRanking)
    #expect(decision.presentation.run == 1)
    #expect(decision.presentation.order.count == 10)
    #expect(driver.state.place.cluster == 2)
    #expect(driver.state.savedAt == driver.log.last?.time)
  }

  @Test func `an override takes three keys: candidate, override, reason`() throws {
    var driver = Driver()
    driver.press("3od")
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.verdict == .override)
    #expect(decision.picks.map(\.rawValue) == ["i1-4"])
    #expect(decision.reason == .duplicate)
  }

  @Test func `an override may have several picks, in the order in which they were toggled`() throws {
    var driver = Driver()
    driver.press("5t2t")
    driver.press("o")
    driver.press(.enter)
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.picks.map(\.rawValue) == ["i1-3", "i1-0"])
    #expect(decision.reason == nil)
  }

  @Test func `toggled picks that are not the ranker's are never lost by accepting`() {
    var driver = Driver()
    driver.press("5ta")
    #expect(driver.log.isEmpty)
    #expect(driver.state.notice?.severity == .failure)
    driver.press(.escape)
    driver.press("a")
    #expect(driver.review.decision(for: 1)?.verdict == .accept)
  }

  @Test func `overriding with the ranker's own pick is pointed out and not recorded`() {
    var driver = Driver()
    driver.press("o")
    #expect(driver.state.layers.isEmpty)
    #expect(driver.log.isEmpty)
  }

  @Test func `none asks why, and the reason other takes the curator's own words`() throws {
    var driver = Driver()
    driver.press("x")
    #expect(driver.log.isEmpty)
    driver.press("e")
    driver.press("too wet")
    driver.press(.enter)
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.verdict == Verdict.none)
    #expect(decision.reason == .other)
    #expect(decision.remark == "too wet")
  }

  @Test func `the reason other wants words`() {
    var driver = Driver()
    driver.press("xe ")
    driver.press(.enter)
    #expect(driver.log.isEmpty)
    #expect(driver.typed == " ")
  }

  @Test func `re-deciding says what the verdict was`() {
    var driver = Driver()
    driver.press("x")
    driver.press(.enter)
    driver.press("{a")
    #expect(driver.screenText.contains("Saved: cluster 1 accepted (was none)."))
  }

  @Test(arguments: [[Key.escape], [.character("e"), .escape], [.character("e"), .character("a"), .escape]])
  func `leaving the question undoes nothing and decides nothing`(keys: [Key]) {
    var driver = Driver()
    driver.press("x")
    for key in keys { driver.press(key) }
    #expect(driver.log.isEmpty)
    #expect(driver.state.layers.isEmpty)
    #expect(driver.state.place.cluster == 1)
  }

  @Test func `a skipped cluster comes up again after the others`() {
    var driver = Driver(clusters: 3)
    driver.press("saa")
    #expect(driver.state.place.cluster == 1)
    #expect(driver.review.decision(for: 1)?.verdict == .skip)
  }

  @Test func `without a ranking there is nothing to accept, but a candidate can be picked`() {
    var driver = Driver(ranked: false)
    driver.press("a")
    #expect(driver.log.isEmpty)
    driver.press("o")
    driver.press(.enter)
    #expect(driver.review.decision(for: 1)?.verdict == .override)
    #expect(driver.review.decision(for: 1)?.presentation.showedRanking == false)
  }

  @Test func `a hundred clusters take a hundred keys`() {
    var driver = Driver(clusters: 100)
    driver.press(String(repeating: "a", count: 100))
    #expect(driver.review.counts == [.accept: 100])
  }

  @Test(arguments: ["aaaa", "ssss", "a]a]a]", "asasas"])
  func `keys typed ahead decide about no cluster that was not on screen`(keys: String) {
    var driver = Driver()
    driver.typeAhead(keys)
    #expect(driver.log.map(\.cluster) == [1])
  }

  @Test func `a cluster that is not loaded yet cannot be decided`() {
    var driver = Driver(clusters: 200)
    driver.answers = false
    driver.press(":")
    driver.press("150")
    driver.press(.enter)
    driver.press("a")
    #expect(driver.state.place.cluster == 150)
    #expect(!driver.effects.contains { if case .record = $0 { true } else { false } })
  }

  @Test func `in a window too small to show the candidates nothing is decided`() {
    var driver = Driver(size: Size(rows: 5, columns: 30))
    driver.press("axs")
    #expect(driver.log.isEmpty)
    driver.send(.input(.resized(Size(rows: 24, columns: 80))))
    driver.draw()
    driver.press("a")
    #expect(driver.log.count == 1)
  }

  @Test func `while a decision is on its way nothing says that it is saved`() {
    var driver = Driver()
    driver.answers = false
    driver.press("a")
    #expect(driver.state.savedAt == nil)
    #expect(driver.state.pending.keys.sorted() == [1])
    #expect(driver.review.decision(for: 1) == nil)
    #expect(driver.screenText.contains("saving 1"))
    #expect(!driver.screenText.contains("saved"))
  }

  @Test func `a decision that cannot be written is kept, shown and tried again`() throws {
    var driver = Driver()
    driver.answers = false
    driver.press("a")
    let request = try #require(driver.state.pending[1])
    driver.send(.notRecorded(request, because: "The disk is full."))
    driver.draw()
    #expect(driver.screenText.contains("NOT SAVED"))
    #expect(driver.screenText.contains("The disk is full."))
    driver.press("q")
    #expect(!driver.state.isDone, "leaving asks once more")
    driver.answers = true
    driver.press(":")
    driver.press("retry")
    driver.press(.enter)
    #expect(driver.review.decision(for: 1) == request.decision)
    #expect(driver.state.unsaved.isEmpty)
    #expect(!driver.screenText.contains("NOT SAVED"))
  }

  @Test func `a cluster that somebody else decided first is shown again, not overwritten`() throws {
    var driver = Driver()
    driver.answers = false
    driver.press("a")
    let request = try #require(driver.state.pending[1])
    let theirs = LogEntry(
      sequence: 1,
      time: .distantPast,
      curator: "bob",
      cluster: 1,
      event: .decide(request.decision)
    )
    driver.send(.overtaken(request, Review(log: [theirs]).standing(of: 1)))
    driver.draw()
    #expect(driver.state.place.cluster == 1)
    #expect(driver.state.pending.isEmpty)
    #expect(driver.state.verdicts[1] == .accept)
    #expect(driver.screenText.contains("bob"))
  }
}
