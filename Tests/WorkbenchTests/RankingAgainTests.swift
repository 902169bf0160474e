import Testing
import TextUI

@testable import Workbench

@Suite struct RankingAgainTests {
  @Test func `while the model is asked the first line counts the seconds, and no longer`() {
    var driver = Driver(size: Size(rows: 24, columns: 120))
    #expect(!driver.screenText.contains("asking"))
    driver.press("R")
    #expect(driver.screenText.contains("| asking about 1, 0 s"))
    driver.press("]")
    driver.send(.stillAsking(1, seconds: 1))
    #expect(driver.screenText.contains("/ asking about 1, 1 s"))
    driver.send(.stillAsking(1, seconds: 13))
    #expect(driver.screenText.contains("/ asking about 1, 13 s"))
    #expect(driver.state.place.cluster == 2, "one goes on meanwhile")
    driver.send(.rankedAgain(1, "Cluster 1 has a new ranking."))
    #expect(driver.screenText.contains("Cluster 1 has a new ranking."))
    #expect(!driver.screenText.contains("asking"))
    // What was under way when the answer came.
    driver.send(.stillAsking(1, seconds: 14))
    #expect(!driver.screenText.contains("asking"))
  }

  @Test func `the next question counts from the start`() {
    var driver = Driver(size: Size(rows: 24, columns: 120))
    driver.press("R")
    driver.send(.stillAsking(1, seconds: 9))
    driver.send(.rankedAgain(1, "Cluster 1 has a new ranking."))
    driver.press("]R")
    #expect(driver.screenText.contains("| asking about 2, 0 s"))
  }

  @Test func `giving up is told at once, and so is that it is done`() {
    var driver = Driver(size: Size(rows: 24, columns: 120))
    driver.press("RR")
    #expect(driver.effects.last == .cancelRanking)
    #expect(driver.screenText.contains("Giving up asking about cluster 1."))
    #expect(driver.screenText.contains("giving up asking about 1"))
    driver.send(.rankedAgain(1, "Gave up asking about cluster 1: its ranking is as it was."))
    #expect(driver.screenText.contains("its ranking is as it was"))
    #expect(!driver.screenText.contains("giving up"))
  }

  @Test func `who leaves waits for no answer`() {
    var driver = Driver()
    driver.press("Rq")
    #expect(driver.state.isDone)
    #expect(driver.effects.contains(.cancelRanking))
    #expect(driver.effects.last == .savePlace(driver.state.place))
  }
}
