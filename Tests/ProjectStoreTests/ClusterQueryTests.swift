import Curation
import Testing

@testable import ProjectStore

@Suite struct ClusterQueryTests {
  let fixture: ProjectFixture

  /// Five clusters: accepted, overridden by bob, skipped, none with a flag, untouched with a note.
  init() throws {
    fixture = try ProjectFixture()
    try fixture.add(
      (0..<10).map { number in
        Instruction(
          id: id("r\(number)"),
          text: "text \(number) " + String(repeating: "word ", count: number),
          source: number < 4 ? "Wiki" : "books, old",
          category: number % 2 == 0 ? "open_qa" : ""
        )
      }
    )
    let project = fixture.project
    try project.save(
      partition: [[0, 1, 2], [3, 5], [4], [7, 6], [9, 8]],
      labels: ["pear", "Apple", "äpfel", "pear", "zoo"],
      method: .random,
      picks: 1,
      seed: 0,
      stage: ProjectFixture.stage(.cluster)
    )
    let run = try project.beginRun(.init(origin: .length), at: ProjectFixture.time)
    try project.record([try fixture.reversal(of: 1)], inRun: run.id)
    try decide(.accept, 1, by: "ada")
    try decide(.override, 2, by: "bob", reason: .coverage)
    try decide(.skip, 3, by: "ada")
    try decide(.none, 4, by: "ada", reason: .trivial)
    try mark(.flag(true), 4)
    try mark(.note("look again"), 5)
  }

  func decide(_ verdict: Verdict, _ number: Int, by curator: String, reason: Reason? = nil) throws {
    let project = fixture.project
    let cluster = try project.cluster(number)
    let ranking = try project.outcome(cluster: number).ranking
    let picks: [InstructionID] =
      switch verdict {
      case .accept: Array((ranking?.order ?? []).prefix(1))
      case .override: [cluster.candidates[1]]
      default: []
      }
    let decision = try Decision(
      verdict,
      picks: picks,
      in: cluster,
      ranking: ranking,
      reason: reason,
      presentation: Presentation(order: cluster.candidates, showedRanking: ranking != nil, run: nil)
    )
    _ = try project.append(
      .decide(decision),
      cluster: number,
      by: curator,
      at: ProjectFixture.time,
      expecting: 0
    )
  }

  func mark(_ event: ReviewEvent, _ cluster: Int) throws {
    let version = try fixture.project.standing(of: cluster).version
    let time = ProjectFixture.time
    _ = try fixture.project.append(event, cluster: cluster, by: "ada", at: time, expecting: version)
  }

  @Test(arguments: [
    ("", [1, 2, 3, 4, 5]), ("state:open", [3, 5]), ("state:decided", [1, 2, 4]), ("-state:decided", [3, 5]),
    ("state:accepted,overridden", [1, 2]), ("state:none", [4]), ("state:skipped", [3]), ("state:picked", []),
    ("curator:ada", [1, 3, 4]), ("-curator:ada", [2, 5]), ("curator:eve", []), ("reason:trivial", [4]),
    ("-reason:trivial state:decided", [1, 2]), ("has:flag", [4]), ("has:flag,note", [4, 5]),
    ("-has:note", [1, 2, 3, 4]), ("has:ranking", [1]), ("source:wiki", [1, 2]),
    ("source:\"books, old\"", [2, 3, 4, 5]), ("topic:open_qa -source:wiki", [3, 4, 5]),
    ("label:PEAR", [1, 4]),
    ("label:ÄPF", [3]), ("size:2", [2, 4, 5]), ("size:>2", [1]), ("size:1,3", [1, 3]), ("words:>9", [5]),
    ("words:..", []), ("words:6..9", [3, 2, 4]), ("text", [1, 2, 3, 4, 5]), ("\"text 7\"", [4]),
    ("-zoo", [1, 2, 3, 4]),
    ("\"word word\" state:open", [3, 5]),
  ])
  func `a query lists the clusters that fit`(text: String, numbers: [Int32]) throws {
    guard let query = try? ClusterQuery(parsing: text) else { return #expect(numbers.isEmpty) }
    #expect(try fixture.project.clusters(matching: query) == numbers.sorted())
  }

  @Test(arguments: [
    ("t", false), ("-zz", false), ("9", false), ("tex", false), ("text", true), ("ä", false), ("-ö", false),
    ("\"word word\" state:open", true), ("zz,text -w", true), ("text:7,8 -\"text 8\"", true),
    ("state:open -label:zoo", false), ("", false),
  ])
  func `a query taken in the smallest steps lists the same`(text: String, hasSteps: Bool) throws {
    let query = try ClusterQuery(parsing: text)
    let order = ClusterOrder(.size)
    let whole = try fixture.project.clusters(matching: query, in: order)
    var steps = 1
    var step = try fixture.project.clusters(matching: query, in: order, from: nil, effort: 1)
    while case .unfinished(let progress) = step, steps < 1000 {
      #expect(progress.least ?? 0 <= whole.count)
      step = try fixture.project.clusters(matching: query, in: order, from: progress, effort: 1)
      steps += 1
    }
    #expect(step == .found(whole))
    #expect(hasSteps == (steps > 1))
  }

  @Test(arguments: [
    (ClusterOrder.Key.number, [1, 2, 3, 4, 5]), (.size, [3, 2, 4, 5, 1]), (.words, [1, 3, 2, 4, 5]),
    (.label, [2, 1, 4, 5, 3]), (.change, [1, 2, 3, 4, 5]), (.state, [3, 5, 1, 2, 4]),
  ])
  func `a list stands in the order asked for, and the other way round`(
    key: ClusterOrder.Key,
    numbers: [Int32]
  ) throws {
    let project = fixture.project
    #expect(try project.clusters(matching: ClusterQuery(), in: ClusterOrder(key)) == numbers)
    let reversed = try project.clusters(matching: ClusterQuery(), in: ClusterOrder(key, isReversed: true))
    #expect(reversed == numbers.reversed())
  }

  @Test func `what was changed last comes last`() throws {
    try mark(.flag(true), 2)
    let order = ClusterOrder(.change)
    #expect(try fixture.project.clusters(matching: ClusterQuery(), in: order) == [1, 3, 4, 5, 2])
  }

  @Test func `a pool that is not divided has no clusters to list`() throws {
    #expect(try ProjectFixture(count: 2).project.clusters(matching: ClusterQuery()).isEmpty)
  }
}
