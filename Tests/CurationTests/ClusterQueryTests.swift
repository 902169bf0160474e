import Curation
import TestSupport
import Testing

@Suite struct ClusterQueryTests {
  @Test(arguments: [
    ("", ""), ("  ", ""), ("state:open", "state:open"), ("State:OPEN", "state:open"),
    ("-reason:duplicate,trivial has:flag", "-reason:duplicate,trivial has:flag"), ("heat", "text:heat"),
    ("\"heat pump\"", "text:\"heat pump\""), ("-\"a \\\" b\"", "-text:\"a \\\" b\""),
    ("topic:\"open qa\",closed", "topic:\"open qa\",closed"), ("words:>40", "words:>=41"),
    ("words:<40", "words:<=39"), ("words:10..40 size:7", "words:10..40 size:7"),
    ("curator:Ada", "curator:Ada"), ("confidence:3/3,<2/3", "confidence:3/3,<2/3"),
    ("confidence:>=0.60", "confidence:>=0.6"), ("confidence:1.00", "confidence:1"),
    ("disagreement:>0.05", "disagreement:>0.05"), ("disagreement:0.000", "disagreement:0"),
    ("-disagreement:0.2..1/2", "-disagreement:0.2..1/2"),
    ("similarity:>0.9", "similarity:>0.9"), ("-similarity:<=0.50", "-similarity:<=0.5"),
    ("similarity:0.8..0.95,>=1", "similarity:0.8..0.95,>=1"), ("has:duplicate", "has:duplicate"),
    ("source:a:b", "source:a:b"), ("text:-x", "text:-x"), ("label:\"state:open\"", "label:state:open"),
  ])
  func `what is typed is read`(typed: String, meant: String) throws {
    #expect(try ClusterQuery(parsing: typed).description == meant)
  }

  @Test(arguments: [
    ("colour:red", ClusterQueryError.unknownTerm("colour")), ("http://x", .unknownTerm("http")),
    ("state:closed", .unknownValue("closed", term: "state")),
    ("has:flags", .unknownValue("flags", term: "has")),
    ("words:many", .notACount("many", term: "words")), ("size:3..2", .notACount("3..2", term: "size")),
    ("words:9999999999", .notACount("9999999999", term: "words")),
    ("words:-1", .notACount("-1", term: "words")),
    ("similarity:0.9", .notAShareRange("0.9", term: "similarity")),
    ("similarity:>1.1", .notAShareRange(">1.1", term: "similarity")),
    ("similarity:>.9", .notAShareRange(">.9", term: "similarity")),
    ("similarity:0.9..0.8", .notAShareRange("0.9..0.8", term: "similarity")),
    ("similarity:>0.1234567", .notAShareRange(">0.1234567", term: "similarity")),
    ("similarity:", .missingValue(term: "similarity")),
    ("confidence:high", .notAShare("high", term: "confidence")),
    ("confidence:4/3", .notAShare("4/3", term: "confidence")),
    ("confidence:1/0", .notAShare("1/0", term: "confidence")),
    ("confidence:1.1", .notAShare("1.1", term: "confidence")),
    ("confidence:=1", .notAShare("=1", term: "confidence")),
    ("disagreement:0.5..1/3", .notAShare("0.5..1/3", term: "disagreement")),
    ("disagreement:", .missingValue(term: "disagreement")),
    ("state:", .missingValue(term: "state")), ("state:open,", .missingValue(term: "state")),
    ("-", .missingValue(term: "text")),
    ("label:\"\"", .missingValue(term: "label")), ("\"open", .openQuote), ("\"a\\", .openQuote),
    ("\"a\"b", .afterQuote("b")),
  ])
  func `a mistake is named`(typed: String, error: ClusterQueryError) {
    #expect(throws: error) { try ClusterQuery(parsing: typed) }
  }

  @Test func `messages say what is known`() {
    #expect(
      ClusterQueryError.unknownTerm("colour").summary
        == "'colour' is no term; known are state, curator, reason, has, source, topic, label, text, words, size, similarity, confidence, disagreement."
    )
    #expect(
      ClusterQueryError.unknownValue("x", term: "has").summary
        == "'x' is no has; known are flag, note, ranking, duplicate, near."
    )
    #expect(
      ClusterQueryError.notAShare("70%", term: "confidence").summary
        == "'70%' is no confidence; write 2/3, <2/3, >=0.6 or 0.2..0.6."
    )
  }

  @Test(arguments: [
    ("has:ranking", true), ("confidence:>0.5", true), ("-disagreement:>0.3", true), ("has:flag", false),
    ("confidence", false),
  ])
  func `what asks about rankings is known`(typed: String, isAsking: Bool) throws {
    #expect(try ClusterQuery(parsing: typed).asksAboutRankings == isAsking)
  }

  @Test func `every query is read again as it was written`() throws {
    var chance = SplitMix(state: 7)
    for _ in 0..<2000 {
      let query = ClusterQuery(terms: (0..<Int.random(in: 0...4, using: &chance)).map { _ in term(&chance) })
      #expect(try ClusterQuery(parsing: query.description) == query, "\(query.description)")
    }
  }

  @Test func `whatever is typed is read or refused, and what is read stays the same`() throws {
    var chance = SplitMix(state: 8)
    let pieces = [
      "state", ":", "open", "-", ",", "\"", "\\", " ", "words", ">", "4", "..", "\u{301}", "茶", "🇩🇪", "a",
    ]
    for _ in 0..<5000 {
      let typed = (0..<Int.random(in: 0...12, using: &chance))
        .map { _ in pieces.randomElement(using: &chance) ?? "" }.joined()
      guard let query = try? ClusterQuery(parsing: typed) else { continue }
      #expect(try ClusterQuery(parsing: query.description) == query, "\(typed)")
    }
  }

  private func term(_ chance: inout SplitMix) -> ClusterQuery.Term {
    func texts() -> [String] {
      (0..<Int.random(in: 1...3, using: &chance)).map { _ in
        let letters = Array("ab \"\\,:-茶é\u{301}>").map(String.init)
        return "x"
          + (0..<Int.random(in: 0...4, using: &chance))
          .map { _ in letters.randomElement(using: &chance) ?? "" }.joined()
      }
    }
    func ranges() -> [CountRange] {
      let lower = Int.random(in: 0...50, using: &chance)
      let all = [
        CountRange(from: lower), CountRange(through: lower), CountRange(from: lower, through: lower),
        CountRange(from: lower, through: lower + 9),
      ]
      return [all.randomElement(using: &chance) ?? all[0]]
    }
    func shares() -> [ShareRange] {
      let whole = Int.random(in: 1...9, using: &chance)
      let end = ShareRange.End(
        Bool.random(using: &chance)
          ? .fraction(Int.random(in: 0...whole, using: &chance), of: whole) : .decimal(whole, digits: 2),
        isIncluded: Bool.random(using: &chance)
      )
      let least = ShareRange.End(.fraction(0, of: 1)), most = ShareRange.End(.fraction(1, of: 1))
      let all = [
        ShareRange(from: end), ShareRange(to: end), ShareRange(from: .init(end.share), to: most),
        ShareRange(from: least, to: .init(end.share)),
      ].filter { $0.lower != $0.upper }
      return [all.randomElement(using: &chance) ?? all[0]]
    }
    let conditions: [ClusterQuery.Condition] = [
      .state([.open, .none]), .reason([.broken]), .has([.note, .flag]), .curator(texts()), .source(texts()),
      .topic(texts()), .label(texts()), .text(texts()), .words(ranges()), .size(ranges()),
      .similarity(shares()), .confidence(shares()), .disagreement(shares()),
    ]
    return .init(
      conditions.randomElement(using: &chance) ?? conditions[0],
      isNegated: Bool.random(using: &chance)
    )
  }
}
