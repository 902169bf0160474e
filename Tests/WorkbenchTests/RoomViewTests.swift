import Curation
import Foundation
import TestSupport
import Testing
import TextUI
import Workbench

@Suite struct RoomViewTests {
  @Test func `the room with decisions, a wide terminal and the cluster list beside`() throws {
    var driver = Driver(size: Size(rows: 30, columns: 132), clusters: 40)
    driver.press("as2od")
    driver.press("x")
    driver.press(.enter)
    driver.press("7")
    try expectScreen(render(driver.state), matches: "room-wide")
  }

  @Test func `a narrow room`() throws {
    var driver = Driver(size: Size(rows: 16, columns: 60))
    driver.press("5")
    try expectScreen(render(driver.state), matches: "room-narrow")
  }

  @Test func `a narrow room whose keys go to the list of clusters`() throws {
    var driver = Driver(size: Size(rows: 16, columns: 60))
    driver.press(.backTab)
    try expectScreen(render(driver.state), matches: "room-narrow-clusters")
  }

  @Test func `a tiny terminal asks for a larger one`() throws {
    try expectScreen(render(Driver(size: Size(rows: 5, columns: 32)).state), matches: "room-tiny")
  }

  @Test func `a cluster that was ranked in several passes says how far they agree`() throws {
    let driver = Driver(inPasses: true)
    try expectScreen(render(driver.state), matches: "room-passes")
    #expect(driver.screenText.contains("agreement 2/3  by tiny-model"))
    #expect(driver.screenText.contains("RATIONALE  rank 1, in 3 passes: 1 2 1"))
  }

  @Test func `nothing tells how far passes agree before the own choice`() {
    let text = Driver(inPasses: true, mode: .decideFirst).screenText
    #expect(!text.contains("agreement") && !text.contains("passes"))
  }

  @Test func `the places that each pass gave a candidate`() throws {
    var driver = Driver(size: Size(rows: 30, columns: 100), inPasses: true)
    func rank(_ place: Int?, round: Int, pass: Int, _ oddities: [RankingOddity] = []) -> Inspection.Rank {
      Inspection.Rank(
        ranker: "tiny-model",
        time: Date(timeIntervalSince1970: 1_790_000_000),
        rank: place,
        shownAt: 4,
        failure: place == nil ? "missing: 2 of 10 missing" : "",
        round: round,
        pass: pass,
        oddities: oddities
      )
    }
    driver.contents[.inspection] = .inspection(
      Inspection(
        candidate: InstructionID("i1-1"),
        row: 2,
        ranks: [
          rank(1, round: 2, pass: 1), rank(1, round: 1, pass: 3, [.presentationOrder, .sameRationale]),
          rank(nil, round: 1, pass: 2), rank(2, round: 1, pass: 1),
        ],
        history: []
      )
    )
    driver.press("i")
    try expectScreen(render(driver.state), matches: "inspection-passes")
  }

  @Test func `the replies stand there as they came, unless the ranker's opinion is hidden`() throws {
    var driver = Driver(size: Size(rows: 30, columns: 80))
    let shown = (1...4).map { InstructionID("i1-\($0)") }
    driver.contents[.inspection] = .inspection(
      Inspection(
        candidate: shown[0],
        row: 2,
        ranks: [],
        history: [],
        replies: [
          Inspection.Reply(
            round: 1,
            pass: 2,
            model: "tiny-model",
            promptTokens: 812,
            completionTokens: 90,
            milliseconds: 1_250,
            requestHash: String(repeating: "3f", count: 32),
            shown: shown,
            order: [],
            text: "I say:\r\n\n\u{1B}[31m{\"order\": [\"KQZV\""
          )
        ]
      )
    )
    driver.press("i")
    try expectScreen(render(driver.state), matches: "inspection-replies")
    driver.press("q")
    driver.press("v")
    driver.press("i")
    #expect(!driver.screenText.contains("KQZV"))
  }

  @Test func `the places in all runs stand beside each candidate`() throws {
    var driver = Driver(size: Size(rows: 30, columns: 100), hasRuns: true)
    #expect(driver.screenText.contains("run 1: 1  run 2: 9  run 12: -"))
    driver.contents[.inspection] = .inspection(
      Inspection(candidate: InstructionID("i1-1"), row: 2, ranks: [], history: [])
    )
    driver.press("i")
    try expectScreen(render(driver.state), matches: "inspection-runs")
    driver.press(.escape)
    driver.press("jc")
    #expect(driver.screenText.contains("run 1: 2  run 2: 10  run 12: -"))
  }

  @Test(arguments: [ReviewMode.decideFirst, .blind])
  func `nothing tells what any run says before the own choice`(mode: ReviewMode) {
    var driver = Driver(size: Size(rows: 30, columns: 100), mode: mode, hasRuns: true)
    driver.contents[.inspection] = .inspection(
      Inspection(candidate: InstructionID("i1-1"), row: 2, ranks: [], history: [])
    )
    #expect(!driver.screenText.contains("run 1"))
    driver.press("i")
    #expect(!driver.screenText.contains("RUNS") && !driver.screenText.contains("tiny-model"))
  }

  @Test func `hiding the ranking hides all runs`() {
    var driver = Driver(size: Size(rows: 30, columns: 100), hasRuns: true)
    driver.press("v")
    #expect(!driver.screenText.contains("run 2"))
  }

  @Test func `a cluster whose ranking failed says why`() throws {
    try expectScreen(render(Driver(ranked: false).state), matches: "room-no-ranking")
  }

  @Test(arguments: [Size(rows: 24, columns: 80), Size(rows: 30, columns: 132), Size(rows: 16, columns: 60)])
  func `near-duplicates are marked at the end of their rows`(size: Size) throws {
    let driver = Driver(size: size, hasDuplicates: true)
    try expectScreen(render(driver.state), matches: "room-duplicates-\(size.columns)")
  }

  @Test func `near-duplicates are marked where the ranking is withheld, by the places on screen`() {
    let driver = Driver(mode: .decideFirst, hasDuplicates: true)
    let lines = driver.screenText.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.contains("Explain how TCP") && $0.contains("~dup of 3") })
  }

  @Test(arguments: [Size(rows: 24, columns: 80), Size(rows: 16, columns: 60)])
  func `candidates that seem to talk to the ranker are marked at the end of their rows`(size: Size) throws {
    let driver = Driver(size: size, hasSuspects: true)
    try expectScreen(render(driver.state), matches: "room-suspects-\(size.columns)")
  }

  @Test func `before the own choice the words of a candidate are marked, what they did is not`() {
    let driver = Driver(mode: .decideFirst, hasSuspects: true)
    #expect(driver.screenText.contains("!suspect") && !driver.screenText.contains("moved"))
  }

  @Test func `inspect tells what a candidate says to the ranker, and whether it works`() throws {
    var driver = Driver(hasSuspects: true)
    driver.contents[.inspection] = .inspection(
      Inspection(
        candidate: InstructionID("i1-1"),
        row: 2,
        ranks: [],
        runOddities: [.samePlaces],
        history: []
      )
    )
    driver.press("i")
    try expectScreen(render(driver.state), matches: "inspection-suspect")
  }

  /// A cluster of two topics, of which the first candidate has a category, too, and the last one has no topic.
  private func detailWithTopics() -> ClusterDetail {
    var detail = Fixture.detail(1)
    let topics = [("tea · kettle", 820), ("ships \u{202E}· \u{1B}[31mharbour", 600)].enumerated().map {
      index,
      topic in
      TopicPlace(
        topic: Topic(number: TopicNumber(index + 1), label: topic.0, size: topic.1),
        subtopic: Topic(number: TopicNumber(index + 1, 12), label: topic.0 + " · lid", size: topic.1 / 10)
      )
    }
    for (index, id) in detail.cluster.candidates.enumerated() {
      detail.instructions[id]?.category = index == 0 ? "closed_qa" : ""
      if index < 9 { detail.topics[id] = topics[index == 1 || index > 6 ? 1 : 0] }
    }
    return detail
  }

  @Test(arguments: [Size(rows: 24, columns: 80), Size(rows: 30, columns: 132)])
  func `headings say which topic a candidate and most of a cluster belong to`(size: Size) throws {
    var driver = Driver(size: size)
    driver.send(.loaded([detailWithTopics()]))
    driver.press("j")
    try expectScreen(render(driver.state), matches: "room-topics-\(size.columns)")
  }

  @Test func `where there is no room a topic is its number, or nothing, in every mode`() {
    var driver = Driver(size: Size(rows: 30, columns: 160), mode: .decideFirst)
    var detail = detailWithTopics()
    detail.mode = .decideFirst
    detail.outcome = nil
    driver.send(.loaded([detail]))
    #expect(driver.screenText.contains("6 of topic 1  tea · kettle"))
    driver = Driver(size: Size(rows: 30, columns: 100))
    driver.send(.loaded([detailWithTopics()]))
    driver.press("j")
    #expect(driver.screenText.contains("closed_qa  topic 1.12  RATIONALE"))
    driver = Driver(size: Size(rows: 16, columns: 50))
    driver.send(.loaded([detailWithTopics()]))
    #expect(!driver.screenText.contains("of topic"))
  }

  @Test func `the list says what most of a cluster is about, where the label leaves room`() {
    func list(_ size: Size) -> [String] {
      var driver = Driver(size: size)
      let topic = Topic(number: TopicNumber(3), label: "ships \u{1B}[31m· harbour", size: 6)
      let labels = ["tea", "tea · kettle · steam · lid · spout · handle"]
      driver.send(
        .listed(
          labels.enumerated().map { index, label in
            ClusterSummary(number: index + 1, label: label, size: 10, isRanked: true, topic: topic)
          }
        )
      )
      driver.press(.backTab)
      return driver.screenText.split(separator: "\n").map(String.init)
    }
    let wide = list(Size(rows: 24, columns: 80))
    #expect(wide.contains { $0.contains("tea  topic 3 ships ^[[31m· harbour") })
    #expect(wide.contains { $0.contains("handle  topic 3 ships ^[[31m·") })
    let narrow = list(Size(rows: 50, columns: 160))
    #expect(narrow.contains { $0.contains("tea  topic 3 ships") })
    #expect(narrow.contains { $0.contains("tea · kettle · steam · lid") && !$0.contains("topic") })
    let numbers = list(Size(rows: 30, columns: 112))
    #expect(numbers.contains { $0.contains("tea  topic 3") })
  }

  @Test func `inspect says which topics the candidates of a cluster belong to`() throws {
    var driver = Driver(size: Size(rows: 30, columns: 100))
    var detail = detailWithTopics()
    for id in detail.cluster.candidates { detail.instructions[id]?.category = "" }
    driver.send(.loaded([detail]))
    driver.contents[.inspection] = .inspection(
      Inspection(
        candidate: InstructionID("i1-1"),
        row: 2,
        nearestAnnotated: .init(id: InstructionID("done-\u{1B}7"), similarity: 0.874),
        ranks: [],
        history: []
      )
    )
    driver.press("i")
    try expectScreen(render(driver.state), matches: "inspection-topics")
  }

  @Test func `the nearest instructions, and from where on they count as the same`() throws {
    var driver = Driver()
    driver.contents[.duplicates] = .duplicates(
      [0.9999999, 0.95, 0.9499, 0.9, 0.8999, 0, -0.31].enumerated().map { index, similarity in
        Neighbour(
          instruction: Instruction(id: InstructionID("n\(index)"), text: "Steep the tea, version \(index)."),
          cluster: index == 2 ? nil : index * 50 + 1,
          similarity: similarity,
          isPicked: index == 1
        )
      },
      encoder: "lexical"
    )
    driver.press("d")
    try expectScreen(render(driver.state), matches: "duplicates")
  }

  @Test func `the queue tells picks that are as good as the same`() throws {
    var driver = Driver()
    driver.contents[.queue] = .queue(
      (1...4).map {
        QueuedPick(
          instruction: Instruction(id: InstructionID("i\($0)-0"), text: "Steep the tea, version \($0)."),
          cluster: $0,
          verdict: .accept,
          curator: "ada",
          duplicateOf: [2: 4, 4: 2][$0]
        )
      },
      total: 4
    )
    driver.press("Q")
    try expectScreen(render(driver.state), matches: "queue")
  }

  @Test func `the orders of the list`() throws {
    var driver = Driver(size: Size(rows: 16, columns: 60))
    driver.press("T")
    try expectScreen(render(driver.state), matches: "orders")
  }
}
