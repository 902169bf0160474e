import Statistics
import Testing

@testable import Reports

@Suite struct StatisticsJSONTests {
  @Test func `undefined values are null and their keys are there`() throws {
    let json = try ParsedJSON(ReportFixture.empty)
    let undefined = [
      "anchoring", "coverage", "pace.decisionsPerHour", "pace.remainingHours", "activity.hours.start",
      "acceptance.overall.rate", "acceptance.overall.interval", "acceptance.chance",
      "agreement.ranks.meanReciprocalRank", "agreement.ranks.chance", "curators.verdict.alpha",
      "curators.choice.alpha", "times.median", "times.lowerQuartile", "times.upperQuartile",
    ]
    for path in undefined { #expect(json.at(path) == .null, "\(path)") }
    #expect(json.at("acceptance.overall.hasEnoughData") == .truth(false))
    #expect(json.at("progress.open") == .number(2))
  }

  @Test func `an empty and a full review have the same keys`() throws {
    let (empty, full) = (try ParsedJSON(ReportFixture.empty), try ParsedJSON(ReportFixture.full))
    #expect(empty.keys == full.keys)
    for section in ["progress", "pace", "activity", "acceptance", "agreement", "curators", "times"] {
      let keys = try #require(full.at(section)).keys
      #expect(!keys.isEmpty)
      #expect(empty.at(section)?.keys == keys, "\(section)")
    }
    #expect(empty.at("acceptance.overall")?.keys == full.at("acceptance.overall")?.keys)
  }

  @Test func `the values are those of the statistics, with all their digits`() throws {
    let statistics = ReportFixture.full
    let json = try ParsedJSON(statistics)
    guard case .measured(let rate, let interval) = statistics.agreement.overall.estimate else {
      Issue.record("The fixture has too few blind judgements.")
      return
    }
    let anchoring = try #require(statistics.anchoring)
    let expected: [(String, Double?)] = [
      ("agreement.overall.rate", rate), ("agreement.overall.interval.lower", interval.lowerBound),
      ("agreement.overall.interval.upper", interval.upperBound),
      ("agreement.chance", statistics.agreement.chance),
      ("acceptance.overall.successes", Double(statistics.acceptance.overall.successes)),
      ("acceptance.ranks.meanReciprocalRank", statistics.acceptance.ranks.meanReciprocalRank),
      ("anchoring.difference", anchoring.difference),
      ("anchoring.interval.lower", anchoring.interval.lowerBound),
      ("curators.verdict.alpha", statistics.curators.verdict.value),
      ("times.median", statistics.times.quartiles?.median),
      ("pace.decisionsPerHour", statistics.pace.decisionsPerHour),
      ("pace.remainingHours", statistics.remainingHours),
      ("agreement.switches.toRanker", Double(statistics.agreement.switches.toRanker)),
    ]
    for (path, value) in expected {
      #expect(json.at(path) == .number(try #require(value)), "\(path)")
    }
    #expect(json.at("activity.hours.start") == .text("2026-09-21T14:00:00Z"))
    #expect(json.at("coverage.seed") == .text("1"))
  }

  @Test func `the same statistics give the same bytes, with sorted keys`() throws {
    let text = try StatisticsJSON(ReportFixture.full).text
    #expect(try StatisticsJSON(ReportFixture.full).text == text)
    let sections = text.split(separator: "\n").filter {
      $0.prefix { $0 == " " }.count == 2 && $0.contains("\" : ")
    }
    #expect(sections.count == 10)
    #expect(sections == sections.sorted())
  }
}
