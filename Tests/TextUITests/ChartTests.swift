import TestSupport
import Testing

@testable import TextUI

@Suite struct ChartTests {
  @Test(
    arguments: [
      (0, ""), (1, "████"), (2, "████"), (0.5, "██"), (0.001, "▏"), (0.28, "█▏"), (0.97, "███▉"), (-1, ""),
      (.nan, ""), (.infinity, "████"),
    ]
  )
  func `a bar is exact to an eighth`(share: Double, expected: String) {
    #expect(BarChart.bar(of: share, columns: 4).plainText == expected)
  }

  @Test(arguments: [0, 3, 8, 20, 40, 80])
  func `rows of bars fit`(columns: Int) {
    let chart = BarChart([BarChart.Bar("duplicate of a pick", count: 12), BarChart.Bar("漢字", count: 0)])
    #expect(chart.lines(columns: columns).allSatisfy { $0.width <= columns })
    #expect(BarChart([]).lines(columns: columns).isEmpty)
  }

  @Test(
    arguments: [
      ([0, 1, 2, 3, 4, 5, 6, 7], 8, "▁▂▃▄▅▆▇█"), ([1, 1, 3, 3], 2, "▃█"), ([2, .nan, 2], 9, "█ █"),
      ([], 9, ""),
      ([0, 0], 9, "▁▁"), ([-7, 0], 9, "▁█"), ([1], 0, ""), ([1], -1, ""),
    ] as [([Double], Int, String)]
  )
  func `a sparkline has a block for each value`(values: [Double], columns: Int, expected: String) {
    #expect(Sparkline(values).text(columns: columns).plainText == expected)
  }

  @Test func `a scale of one's own is kept to`() {
    #expect(Sparkline([0, 0.5, 1, 2], scale: 0...1).text(columns: 4).plainText == "▁▅██")
  }

  @Test func `values fall into bins, the last of which is closed`() {
    let values = [0, 0.09, 0.1, 0.55, 1, 1.1, -0.1, .nan]
    #expect(Histogram(values, bins: 10, over: 0...1).counts == [2, 1, 0, 0, 0, 1, 0, 0, 0, 1])
    #expect(Histogram([3, 3], bins: 0, over: 3...3).counts == [2])
    #expect(Histogram(counts: [-4, 2]).counts == [0, 2])
  }

  @Test(arguments: [(0, 0), (1, 1), (1, 9), (2, 2), (3, 4), (9, 40)])
  func `a histogram fits any size`(rows: Int, columns: Int) {
    let histogram = Histogram(counts: [5, 1, 0, 7, 900])
    let lines = histogram.lines(size: Size(rows: rows, columns: columns), labels: ["1", "2", "3", "4", "5"])
    #expect(lines.count == (columns > 0 ? rows : 0))
    #expect(lines.allSatisfy { $0.width <= columns })
    #expect(Set(lines.map(\.width)).count <= 1)
  }

  @Test(
    arguments: [
      (0.5, 0.25, 0.75, 0.0, 9, "┆ ├─●─┤  "), (0, 0, 0.5, 1, 9, "●───┤   ┆"), (0.5, 0.5, 0.5, 0.5, 3, " ● "),
      (9, -3, 9, 0.5, 5, "├─┆─●"), (.nan, 0, 1, 0.5, 5, "├─┆─┤"), (0.5, 0, 1, 0.5, 1, "●"),
      (1, 0, 1, 0, 0, ""),
    ] as [(Double, Double, Double, Double, Int, String)]
  )
  func `an interval lies between nought and one`(
    estimate: Double,
    low: Double,
    high: Double,
    chance: Double,
    columns: Int,
    expected: String
  ) {
    let bar = IntervalBar(estimate: estimate, interval: low...high, chance: chance)
    #expect(bar.text(columns: columns).plainText == expected)
  }

  @Test(arguments: [
    (1.0, 0, "1"), (0.285, 2, "0.28"), (-2.5, 1, "-2.5"), (1e20, 0, "100000000000000000000"), (.nan, 1, "–"),
  ])
  func `a number is written with its decimals`(number: Double, decimals: Int, expected: String) {
    let text: DisplayText = "\(number, decimals: decimals)"
    #expect(text.plainText == expected)
  }

  /// All charts on one screen.
  private var gallery: Screen {
    var screen = Screen(size: Size(rows: 16, columns: 56))
    let bars = BarChart([
      BarChart.Bar("duplicate of a pick", count: 12), BarChart.Bar("ambiguous", count: 5),
      BarChart.Bar("off-domain", count: 1),
      BarChart.Bar("suspected injection or spam, or broken text", count: 0),
    ])
    screen.draw(bars.lines(columns: 56, barColumns: 21), in: screen.bounds)
    let (_, second) = screen.bounds.splitTop(5)
    screen.draw(Sparkline([3, 5, 2, 8, 8, 1, 0, 4]).text(columns: 56), in: second)
    let (_, third) = second.splitTop(2)
    for (row, estimate) in [0.2, 0.55, 0.9].enumerated() {
      let interval = IntervalBar(
        estimate: estimate,
        interval: max(0, estimate - 0.2)...min(1, estimate + 0.1),
        chance: 0.1
      )
      let line: DisplayText = "\(estimate, decimals: 2) \(interval.text(columns: 41))"
      screen.draw(line, in: third.splitTop(row).rest)
    }
    let (_, fourth) = third.splitTop(4)
    let labels: [DisplayText] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
    let histogram = Histogram(counts: [40, 17, 9, 3, 1, 0, 0, 2, 0, 1])
    screen.draw(histogram.lines(size: Size(rows: 5, columns: 40), labels: labels), in: fourth)
    return screen
  }

  @Test func `a picture shows the charts`() throws {
    try expectScreen(gallery, matches: "charts")
  }

  @Test func `a picture shows the charts in ASCII`() throws {
    var ascii = Screen(size: gallery.size)
    for row in 0..<gallery.size.rows {
      let text = gallery.row(row).map { $0.text?.asciiText ?? "" }.joined()
      ascii.draw(DisplayText(untrusted: text, as: .row), at: Point(row: row, column: 0))
    }
    #expect(ascii.cells.allSatisfy { $0.text?.text.utf8.allSatisfy { $0 < 0x80 } ?? false })
    try expectScreen(ascii, matches: "charts-ascii")
  }
}
