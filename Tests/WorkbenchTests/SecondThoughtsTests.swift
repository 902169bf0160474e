import Curation
import Testing
import TextUI

@testable import Workbench

/// What happens to those who look elsewhere, think again or press the wrong key.
@Suite struct SecondThoughtsTests {
  // MARK: The own choice, before the ranker's opinion was shown

  @Test func `an own choice stays marked wherever one went meanwhile, and is what "keep mine" keeps`() throws
  {
    var driver = Driver(mode: .decideFirst)
    driver.press("3aj")
    #expect(driver.screenText.contains("o keep mine") && driver.screenText.contains("a take the ranker's"))
    driver.press("]{")
    #expect(driver.screenText.contains("you chose, not decided"))
    #expect(driver.screenText.split(separator: "\n").filter { $0.contains("[x]") }.count == 1)
    driver.press("7")
    driver.press(.escape)
    driver.press("o")
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.picks.map(\.rawValue) == ["i1-2"] && decision.firstChoice == decision.picks)
  }

  @Test func `another than the own choice is picked by toggling it`() throws {
    var driver = Driver(mode: .decideFirst)
    driver.press("3a7to")
    #expect(driver.screenText.contains("Why?"))
    driver.press(.enter)
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.firstChoice.map(\.rawValue) == ["i1-2"] && decision.picks != decision.firstChoice)
  }

  @Test func `undo after an own choice takes back no other cluster's decision unasked`() {
    var driver = Driver(mode: .decideFirst)
    driver.press("aa")
    #expect(driver.review.decision(for: 1) != nil)
    driver.press("au")
    #expect(driver.review.decision(for: 1) != nil && driver.screenText.contains("stays noted"))
    driver.press("u")
    #expect(driver.review.decision(for: 1) == nil)
  }

  @Test(arguments: [ReviewMode.decideFirst, .blind])
  func `before the choice the footer names one key that chooses`(mode: ReviewMode) {
    let text = Driver(mode: mode).screenText
    #expect(text.contains("a choose") && !text.contains("override") && !text.contains("accept"))
  }

  // MARK: A ranking that one hides

  @Test func `who hides the ranking decides without it, in an order that is not the ranker's`() throws {
    var driver = Driver()
    driver.press("]")
    driver.press("v]")
    #expect(driver.screenText.contains("ranking hidden") && !driver.screenText.contains("pick  ["))
    let order = try #require(driver.state.detail).cluster.candidates
    #expect(driver.state.order == order)
    driver.press("4a")
    let decision = try #require(driver.review.decision(for: 3))
    #expect(decision.verdict == .pick && decision.picks == [order[3]])
    #expect(!decision.presentation.showedRanking && decision.presentation.order == order)
  }

  @Test func `what was on screen before it was hidden counts as seen`() throws {
    var driver = Driver()
    driver.press("2")
    let here = try #require(driver.state.candidate?.id)
    driver.press("v")
    #expect(driver.state.candidate?.id == here)
    driver.press("o")
    let decision = try #require(driver.review.decision(for: 1))
    #expect(decision.verdict == .override && decision.picks == [here] && decision.presentation.showedRanking)
  }

  @Test func `an own choice is kept by either key while the ranking is hidden`() throws {
    for key in ["a", "o"] {
      var driver = Driver(mode: .decideFirst)
      driver.press("3av")
      #expect(driver.screenText.contains("a keeps your choice"))
      driver.press("j")
      #expect(driver.screenText.contains("a keep mine") && !driver.screenText.contains("take the ranker's"))
      driver.press("7" + key)
      let decision = try #require(driver.review.decision(for: 1))
      #expect(decision.picks.map(\.rawValue) == ["i1-2"] && decision.firstChoice == decision.picks)
      #expect(decision.presentation.showedRanking)
    }
  }

  @Test func `a ranking that stays hidden is not offered after the own choice, nor counted as seen`() throws {
    var driver = Driver(mode: .decideFirst)
    driver.press("3avo5a")
    #expect(driver.screenText.contains("Noted: a keeps your choice; v shows the ranking, which is hidden."))
    let chosen = try #require(driver.state.openChoice)
    driver.press("7t")
    let toggled = driver.state.toggled
    driver.press("a")
    let decision = try #require(driver.review.decision(for: 2))
    #expect(decision.verdict == .pick && decision.picks == toggled && decision.firstChoice == chosen)
    #expect(!decision.presentation.showedRanking)
  }

  // MARK: Reasons

  @Test func `no key that decides in the room is a reason`() {
    let deciding = KeyMap.standard.bindings
      .filter { $0.command.decides || [.undo, .togglePick, .changeReason].contains($0.command) }
    for reason in Reason.allCases {
      #expect(!deciding.contains { $0.keys.contains(.character(reason.key)) }, "\(reason)")
    }
    #expect(Set(Reason.allCases.map(\.key)).count == Reason.allCases.count)
  }

  @Test func `a key that is no reason says so and decides nothing; the heading names what is picked`() {
    var driver = Driver()
    driver.press("3o")
    #expect(driver.screenText.contains("CLUSTER 1: candidate 3, not the ranker's pick. Why?"))
    driver.press("u")
    #expect(driver.screenText.contains("u is no reason here; Esc does not decide."))
    driver.press(.control("c"))
    #expect(driver.screenText.contains("Not decided.") && driver.log.isEmpty)
    driver.press("x")
    #expect(!driver.screenText.contains("better for coverage"))
  }

  @Test func `a reason that is changed says what it was and what it is`() {
    var driver = Driver()
    driver.press("3ob")
    #expect(driver.screenText.contains("Saved: cluster 1 overridden: broken text."))
    driver.press("w")
    #expect(driver.screenText.contains("(so far: broken text)"))
    driver.press(.escape)
    #expect(driver.screenText.contains("The reason stays as it was."))
    driver.press("wl")
    #expect(driver.screenText.contains("Saved: cluster 1 overridden: trivial."))
  }

  // MARK: Going and coming back

  @Test func `after a jump one key leads back, to the same candidate`() {
    var driver = Driver()
    driver.press("4:6")
    driver.press(.enter)
    #expect(driver.state.place.cluster == 6)
    driver.press(.control("o"))
    #expect(driver.state.place.cluster == 1 && driver.state.place.candidate == 3)
    driver.press(.control("o"))
    #expect(driver.screenText.contains("nowhere to go back to"))
  }

  @Test func `what is toggled is not lost without a word`() {
    var driver = Driver()
    driver.press("4t]")
    #expect(driver.screenText.contains("What was toggled in cluster 1 is cleared"))
  }

  @Test func `the key of the help leaves it, and Ctrl-C leaves a page and not the room`() {
    var driver = Driver()
    driver.press("??")
    #expect(driver.state.layers.isEmpty)
    driver.press("S")
    driver.press(.control("c"))
    #expect(driver.state.layers.isEmpty && !driver.state.isDone)
    driver.press(.control("c"))
    #expect(driver.state.isDone)
  }

  @Test func `a key without a meaning says so`() {
    var driver = Driver()
    driver.press("z")
    #expect(driver.screenText.contains("z means nothing here: ? lists the keys."))
    driver.press("?")
    driver.press("z")
    #expect(driver.screenText.contains("z means nothing here: q goes back, ? lists the keys."))
  }

  @Test func `a filter does not bring up what an older search came to`() {
    var driver = Driver()
    driver.press("/zebra")
    driver.press(.enter)
    #expect(driver.screenText.contains("Nothing found for zebra"))
    driver.press("&state:open")
    driver.press(.enter)
    #expect(driver.screenText.contains("Listed: 6 of 6  state:open."))
  }

  // MARK: Messages

  @Test func `a message that is longer than the screen takes more rows, and goes with the next key`() {
    var driver = Driver(size: Size(rows: 16, columns: 60))
    driver.press("w")
    let words = "Neither your last decision nor this cluster has a reason of yours: only o and x ask why."
    let lines = driver.screenText.split(separator: "\n").suffix(2).joined(separator: " ")
    #expect(words.split(separator: " ").allSatisfy { lines.contains($0) })
    driver.press("j")
    #expect(!driver.screenText.contains("Neither"))
  }

  @Test func `what is wrong with a filter stands above the field where it does not fit beside it`() {
    var driver = Driver(size: Size(rows: 24, columns: 80))
    driver.press("&foo:bar")
    for term in ClusterQuery.termNames { #expect(driver.screenText.contains(term), "\(term)") }
    #expect(driver.screenText.contains("&foo:bar"))
  }
}
