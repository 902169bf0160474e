import Foundation
import Statistics
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct StatisticsPageTests {
  private static let reviews: [(String, ReviewStatistics)] = [
    ("empty", ReportFixture.empty), ("full", ReportFixture.full),
  ]

  private func page(_ statistics: ReviewStatistics) -> String {
    let date = Date(timeIntervalSince1970: 1_795_000_000)
    return StatisticsPage(statistics, project: ReportFixture.hostileName, date: date).html
  }

  @Test(arguments: reviews)
  func `every number of the JSON is on the page`(name: String, statistics: ReviewStatistics) throws {
    var shown: [Double: Int] = [:]
    for match in page(statistics).matches(of: #/<data value="([^"]+)">/#) {
      shown[try #require(Double(match.1)), default: 0] += 1
    }
    let numbers = try ParsedJSON(statistics).numbers
    #expect(numbers.count > 50)
    for number in numbers {
      shown[number, default: 0] -= 1
      #expect(shown[number, default: 0] >= 0, "\(number)")
    }
  }

  @Test(arguments: reviews)
  func `it loads nothing, runs nothing and leads nowhere`(name: String, statistics: ReviewStatistics) {
    let page = page(statistics).lowercased()
    let traces = [
      "<script", "<link", "<img", "<iframe", "src=", "href=", "url(", "@import", "http:", "https:",
    ]
    for trace in traces { #expect(!page.contains(trace), "\(trace)") }
    #expect(!page.contains(#/<[^>]*\son[a-z]+=/#))
    #expect(page.contains("default-src 'none'"))
  }

  @Test func `outside text is escaped, and what HTML forbids or turns around is replaced`() {
    let html: HTML = "<b>\(ReportFixture.hostileName)</b>"
    #expect(
      html.source
        == "<b>&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;\u{FFFD}&amp;&quot;&#39;\u{FFFD}\u{FFFD}שלום</b>"
    )
    #expect(page(ReportFixture.full).contains("<bdi>&lt;/td&gt;&lt;script&gt;"))
    let nested: HTML = "\([html, html])\(7)"
    #expect(nested.source == html.source + html.source + "7")
  }

  @Test(arguments: reviews)
  func `it is well-formed, every drawing has words and every table a caption`(
    name: String,
    statistics: ReviewStatistics
  ) throws {
    let outline = PageOutline()
    let parser = XMLParser(data: Data(page(statistics).utf8))
    parser.delegate = outline
    let isWellFormed = parser.parse()
    #expect(isWellFormed, "line \(parser.lineNumber), column \(parser.columnNumber)")
    #expect(Set(outline.ids).count == outline.ids.count)
    #expect(
      outline.labels.allSatisfy { label in
        label.split(separator: " ").allSatisfy { outline.ids.contains(String($0)) }
      }
    )
    let counts = outline.counts
    #expect(counts["svg", default: 0] > 0)
    #expect(outline.labels.count == counts["svg"])
    #expect(counts["svg"] == counts["desc"])
    #expect(counts["title"] == counts["svg", default: 0] + 1)
    #expect(counts["table"] == counts["caption"])
  }

  @Test func `too few judgements show no rate`() {
    let page = page(ReportFixture.empty)
    #expect(page.contains("not enough data"))
    #expect(!page.contains("NaN") && !page.contains("nan") && !page.contains("inf<"))
  }

  @Test func `numbers are written the same in every language`() {
    #expect(NumberText.percentage(2.0 / 3).source == #"<data value="0.6666666666666666">66.7 %</data>"#)
    #expect(NumberText.points(-0.125).source == #"<data value="-0.125">−12.5</data>"#)
    #expect(NumberText.points(0.125).source == #"<data value="0.125">+12.5</data>"#)
    #expect(NumberText.number(-0.5, digits: 1, unit: " s").source == #"<data value="-0.5">−0.5 s</data>"#)
    #expect(NumberText.percentage(nil).source == #"<span class="none">not defined</span>"#)
  }
}

@Suite struct PageStyleTests {
  /// The contrast of WCAG 2.2, success criteria 1.4.3 (text, 4.5) and 1.4.11 (graphics, 3).
  @Test(
    arguments: [
      ("text", "ground", 4.5), ("text", "field", 4.5), ("dim", "ground", 4.5), ("dim", "field", 4.5),
      ("bar", "ground", 3), ("whisker", "bar", 3), ("whisker", "ground", 3), ("chance", "bar", 3),
      ("chance", "ground", 3),
    ]
  )
  func `what is drawn stands out, light and dark`(front: String, back: String, least: Double) {
    let schemes = PageStyle.sheet.source.split(separator: "@media (prefers-color-scheme: dark)")
    #expect(schemes.count == 2)
    for scheme in schemes {
      let contrast = contrast(colour(front, in: scheme), colour(back, in: scheme))
      #expect(contrast >= least, "\(front) on \(back): \(contrast)")
    }
  }

  private func colour(_ name: String, in scheme: Substring) -> Int {
    let match = scheme.matches(of: #/--([a-z]+): #([0-9a-f]{6});/#).first { $0.1 == name }
    return match.flatMap { Int($0.2, radix: 16) } ?? 0
  }

  private func contrast(_ first: Int, _ second: Int) -> Double {
    let (light, dark) = (max(luminance(first), luminance(second)), min(luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)
  }

  private func luminance(_ colour: Int) -> Double {
    let parts = [16, 8, 0].map { shift in
      let part = Double(colour >> shift & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}

/// What a parser meets on a page.
private final class PageOutline: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]
  var ids: [String] = []
  var labels: [String] = []

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    counts[name, default: 0] += 1
    if let id = attributes["id"] { ids.append(id) }
    if let label = attributes["aria-labelledby"] { labels.append(label) }
  }
}
