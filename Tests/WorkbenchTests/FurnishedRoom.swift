import Curation
import Foundation
import TestSupport
import TextUI
import Workbench

/// A room some way into a review, where every page has something to show.
enum FurnishedRoom {
  private static let clusters = 30

  /// Makes the room, on its sixth cluster: five are decided, and one of them has a flag and a note.
  ///
  /// - Throws: What making the map throws.
  static func driver(size: Size) throws -> Driver {
    var driver = Driver(size: size, clusters: clusters)
    driver.press("a")
    driver.press("fm")
    driver.send(.input(.paste("Ask the tea desk whether the lid matters.")))
    driver.press(.enter)
    driver.press("a3ovxls")
    driver.contents = try contents(after: driver.log)
    try driver.layOutMap(clusters: clusters)
    // The message about what was saved last makes room for the keys.
    driver.press(.control("l"))
    return driver
  }

  private static func contents(after log: [LogEntry]) throws -> [Page: PageContent] {
    [
      .inspection: .inspection(inspection(after: log)),
      .duplicates: .duplicates(neighbours, encoder: "lexical"),
      .guide: .guide(guide),
      .statistics: .statistics(ReviewSample.full),
      .queue: .queue(queue(after: log), total: 640),
      .notes: .notes(notes, total: 640),
    ]
  }

  /// Three passes of a model, one of which failed, and all that happened so far as if to one cluster.
  private static func inspection(after log: [LogEntry]) -> Inspection {
    func time(_ minutes: Double) -> Date { Date(timeIntervalSince1970: 1_700_000_000 - minutes * 60) }
    return Inspection(
      candidate: InstructionID("i6-1"),
      row: 51,
      ranks: [
        .init(ranker: "tiny-model", time: time(60), rank: 1, shownAt: 7),
        .init(
          ranker: "tiny-model",
          time: time(90),
          rank: nil,
          shownAt: nil,
          failure: "missing: 2 of 10 missing, first i6-3"
        ),
        .init(ranker: "length, a heuristic", time: time(120), rank: 4, shownAt: nil),
      ],
      history: log
    )
  }

  /// Short and long ones, one in two scripts, one that would restyle the screen, and one that is withheld.
  static var notes: [ClusterNote] {
    let texts: [String?] = [
      "Ask the tea desk whether the lid matters.",
      "The first two say the same in other words; whoever takes one should look at cluster 9 before.\n\nIf the guide "
        + "changes, candidate 4 is the better one: its input is complete, it needs no table, and its answer can be "
        + "checked by somebody who never made tea. Until then it stays where it is, since nobody has asked for it.",
      nil,
      "茶葉の量は書いてあるが、湯の温度がない。Ask for 80 °C?",
      "\u{1B}[31mnot red\u{1B}[0m \u{202E}nor turned round",
    ]
    return texts.enumerated().map { index, text in
      ClusterNote(
        cluster: index * 3 + 2,
        label: "tea · kettle · steam \(index * 3 + 2)",
        curator: index == 2 ? "bartholomew-the-elder" : "ada",
        time: Date(timeIntervalSince1970: 1_700_000_000 + Double(index) * 4000),
        text: text
      )
    }
  }

  private static var neighbours: [Neighbour] {
    let places = [
      (9, 2, 0.981), (6, 3, 0.874), (2, 1, 0.52), (12, 7, 0.4999), (1, 0, 0.31), (30, 8, 0.2), (4, 4, -0.07),
    ]
    return places.compactMap { cluster, index, similarity in
      let detail = Fixture.detail(cluster)
      return detail.instructions[detail.cluster.candidates[index]].map {
        Neighbour(instruction: $0, cluster: cluster, similarity: similarity, isPicked: cluster < 3)
      }
    }
  }

  private static func queue(after log: [LogEntry]) -> [QueuedPick] {
    log.flatMap { entry -> [QueuedPick] in
      guard case .decide(let decision) = entry.event else { return [] }
      let instructions = Fixture.detail(entry.cluster).instructions
      return decision.picks.compactMap { instructions[$0] }.map {
        QueuedPick(
          instruction: $0,
          cluster: entry.cluster,
          verdict: decision.verdict,
          curator: entry.cluster == 2 ? "bartholomew-the-elder" : entry.curator
        )
      }
    }
  }

  private static let guide = """
    # What we look for

    Prefer an instruction where *a person's answer* teaches something that a model would get wrong:

    - several steps, or a judgement between two goods;
    - an input that is complete, and that we may show to annotators.

    Leave out what needs today's news. When two are alike, take the shorter one:

    ```
    keep  Compare Reno and CUBIC on a link that loses five packets of a hundred; say when each of them is fair.
    drop  What is TCP?
    ```
    """
}
