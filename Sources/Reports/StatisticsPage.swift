public import Foundation
public import Statistics

/// A review's statistics as one HTML file that loads nothing, for a browser or a printer.
///
/// It gives the same values as `StatisticsJSON`: rounded for the eye, with all digits in the `value` attributes
/// of its `data` elements. Every chart has its numbers in a table.
public struct StatisticsPage: Sendable {
  /// The HTML document.
  public let html: String

  /// Makes the page.
  ///
  /// - Parameters:
  ///   - statistics: What it shows.
  ///   - project: What the project is called; may be any text.
  ///   - date: When the statistics were taken.
  public init(_ statistics: ReviewStatistics, project: String, date: Date) {
    let title = "Review statistics of \(project)"
    let time = date.formatted(.iso8601)
    let sections = [
      Self.summary(statistics), ProgressSection(statistics).html, RankerSection(statistics).html,
      StrataSection(statistics).html, CuratorSection(statistics.curators).html,
      ReasonSection(statistics.reasons).html,
      TimeSection(statistics.times).html, CoverageSection(statistics.coverage).html,
    ]
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>\(title)</title>
      <style>
      \(PageStyle.sheet)
      </style>
      </head>
      <body>
      <header>
      <h1>Review statistics of <bdi>\(project)</bdi></h1>
      <p class="dim">Taken <time datetime="\(time)">\(time)</time> with Handpick.</p>
      </header>
      <main>
      \(HTML(lines: sections))
      </main>
      </body>
      </html>

      """
    html = page.source
  }

  /// The figures that one looks for first.
  private static func summary(_ statistics: ReviewStatistics) -> HTML {
    let progress = statistics.progress
    let anchoring: HTML =
      if let found = statistics.anchoring {
        """
        \(NumberText.points(found.difference)) points<small>95 % interval \
        \(NumberText.points(found.interval.lowerBound)) to \(NumberText.points(found.interval.upperBound))</small>
        """
      } else {
        "<span class=\"none\">not enough data</span>"
      }
    let hours = NumberText.number(statistics.remainingHours, digits: 1, unit: " h")
    return """
      <dl class="cards">
      <div><dt>Decided</dt><dd>\(NumberText.count(progress.decided)) of \
      \(NumberText.count(progress.clusters))<small>clusters</small></dd></div>
      <div><dt>Acceptance, ranking seen</dt><dd>\(ProportionText.estimate(statistics.acceptance.overall))</dd></div>
      <div><dt>Agreement, ranking unseen</dt><dd>\(ProportionText.estimate(statistics.agreement.overall))</dd></div>
      <div><dt>Anchoring, the difference</dt><dd>\(anchoring)</dd></div>
      <div><dt>Work left, one curator</dt><dd>\(hours)<small>at the present pace</small></dd></div>
      </dl>
      """
  }
}
