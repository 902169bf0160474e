import Curation
import Foundation
import TestSupport
import Testing

@testable import ProjectStore

/// What the quick reader must not change: every event reads as the general decoder reads it.
@Suite struct StoredEventTests {
  private static let words = ["item-1", "é", "東京", "a\"b", "back\\slash", "tab\t", "\u{0}", "", "🙂", "1/2"]

  private static func decision(_ random: inout SplitMix) throws -> Decision {
    func ids(_ count: Int) -> [InstructionID] {
      (0..<count).map { InstructionID("\($0)" + words[Int(random.next() % UInt64(words.count))]) }
    }
    let order = ids(Int(random.next() % 5))
    let verdict = Verdict.allCases[Int(random.next() % 5)]
    return Decision(
      recorded: verdict,
      picks: Array(order.prefix(2)),
      firstChoice: Array(order.suffix(1)),
      reason: random.next() % 2 == 0 ? Reason.allCases[Int(random.next() % 12)] : nil,
      remark: random.next() % 3 == 0 ? words[Int(random.next() % 10)] : "",
      presentation: Presentation(
        order: order,
        showedRanking: random.next() % 2 == 0,
        run: random.next() % 2 == 0 ? Int(random.next() % 1000) : nil,
        mode: ReviewMode.allCases[Int(random.next() % 4)]
      ),
      batch: random.next() % 2 == 0 ? Int64(random.next() % 100_000) : nil
    )
  }

  @Test func `a thousand decisions read as the general decoder reads them`() throws {
    var random = SplitMix(state: 7)
    var quick = 0
    for _ in 0..<1000 {
      let event = ReviewEvent.decide(try Self.decision(&random))
      let text = Data(try StoredJSON.encode(event).utf8)
      #expect(try StoredEvent.decode(text) == event)
      if text.withUnsafeBytes(StoredEvent.known) != nil { quick += 1 }
    }
    // Texts with something escaped are the general decoder's.
    #expect((100...900).contains(quick))
  }

  @Test(arguments: [
    ReviewEvent.undo(of: 12), .redo(of: 9_000_000_000), .choose([id("a")]), .flag(true), .note("why?"),
  ])
  func `other events read as they were written`(event: ReviewEvent) throws {
    #expect(try StoredEvent.decode(Data(StoredJSON.encode(event).utf8)) == event)
  }

  @Test(arguments: [
    #"{"undo": {"of": 12}}"#, #"{"undo":{"of":12}} "#, #"{"undo":{"of":-1}}"#,
  ])
  func `another form of the same JSON is the general decoder's`(text: String) throws {
    #expect(Data(text.utf8).withUnsafeBytes(StoredEvent.known) == nil)
    #expect(throws: Never.self) { try StoredEvent.decode(Data(text.utf8)) }
  }

  @Test(arguments: [
    "", "{", #"{"decide":{"_0":{"#, #"{"undo":{"of":}}"#, #"{"undo":{"of":99999999999999999999}}"#,
    #"{"decide":{"_0":{"firstChoice":["a"#,
  ])
  func `what is no event is refused`(text: String) {
    #expect(throws: (any Error).self) { try StoredEvent.decode(Data(text.utf8)) }
  }
}
