import Curation
import Statistics
import TestSupport
import Testing
import TextUI

@testable import Workbench

@Suite struct StatisticsPageTests {
  private func driver(
    _ size: Size,
    mode: ReviewMode = .assisted,
    _ statistics: ReviewStatistics = ReviewSample.full
  ) -> Driver {
    var driver = Driver(size: size, mode: mode)
    driver.contents[.statistics] = .statistics(statistics)
    driver.press("S")
    return driver
  }

  private func text(_ report: StatisticsReport, columns: Int = 76) -> String {
    report.lines(columns: columns).map(\.text.plainText).joined(separator: "\n")
  }

  @Test func `the statistics at a usual size, page by page`() throws {
    var driver = driver(Size(rows: 24, columns: 80))
    driver.press(.pageDown)
    try expectScreen(render(driver.state), matches: "statistics-usual-2")
    driver.press(.pageDown)
    try expectScreen(render(driver.state), matches: "statistics-usual-3")
    driver.press(.pageDown)
    try expectScreen(render(driver.state), matches: "statistics-usual-4")
  }

  @Test func `the statistics of a review that has not begun`() throws {
    let driver = driver(Size(rows: 24, columns: 80), ReviewSample.empty)
    try expectScreen(render(driver.state), matches: "statistics-empty")
  }

  @Test func `a blind curator sees nothing that compares with the ranker`() throws {
    let driver = driver(Size(rows: 50, columns: 160), mode: .blind, ReviewSample.blind)
    try expectScreen(render(driver.state), matches: "statistics-blind")
    let report = text(StatisticsReport(ReviewSample.full, hidesRanker: true))
    #expect(report.contains("acceptance and agreement: hidden in blind mode"))
    for word in ["by chance", "anchoring", "reciprocal", "kappa", "alpha", "passes", "kept"] {
      #expect(!report.contains(word), "\(word)")
    }
  }

  @Test func `acceptance and agreement have a line each, and too few decisions give no rate`() {
    let full = text(StatisticsReport(ReviewSample.full))
    #expect(full.contains("acceptance, the ranking seen: "))
    #expect(full.contains("agreement, the ranking not seen: "))
    let empty = text(StatisticsReport(ReviewSample.empty))
    #expect(empty.contains("acceptance, the ranking seen: not enough data (n < 30), 0 of 0"))
    #expect(empty.contains("agreement, the ranking not seen: not enough data (n < 30), 0 of 0"))
    #expect(!empty.contains("%"))
  }

  @Test(arguments: [10, 20, 40, 76, 129, 130, 156, 300])
  func `no line is wider than the page`(columns: Int) {
    for statistics in [ReviewSample.full, ReviewSample.empty] {
      for line in StatisticsReport(statistics).lines(columns: columns) {
        #expect(line.text.width <= columns, "\(line.text)")
      }
    }
  }

  @Test func `two columns say the same as one`() {
    func words(_ columns: Int) -> [String] {
      text(StatisticsReport(ReviewSample.full), columns: columns)
        .split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "." }).map(String.init).sorted()
    }
    // Half of 155 less the gap is 76.
    #expect(words(155) == words(76))
  }
}
