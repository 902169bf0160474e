import Curation
import Testing

@testable import ModelClient

@Suite struct RankingReplyTests {
  private func read(_ reply: OddReply) throws(RankingFailure) -> RankingReply {
    try RankingReply(reply.reply(), labels: OddReply.labels, reasons: ["1", "2"])
  }

  @Test(arguments: OddReply.readable) func `an order is read however it is wrapped`(reply: OddReply) throws {
    #expect(try read(reply).order == OddReply.order)
  }

  @Test(arguments: OddReply.unreadable) func `anything else is a failure of its category`(reply: OddReply) {
    let error = #expect(throws: RankingFailure.self) { try read(reply) }
    #expect(error?.category == reply.failure)
    #expect((error?.detail.count ?? 0) < 200)
  }

  @Test func `the corpus is large enough`() {
    #expect(OddReply.readable.count >= 50 && OddReply.unreadable.count >= 90)
    let categories = Set(OddReply.unreadable.map(\.failure))
    #expect(categories == Set(RankingFailure.Category.allCases).subtracting([.transport]))
    let names = (OddReply.readable + OddReply.unreadable).map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func `numbers of better ones stand for every order once`() throws {
    var orders: Set<[String]> = []
    for code in 0..<24 {
      let numbers = ["\(0)", "\(code % 2)", "\(code / 2 % 3)", "\(code / 6)"]
      let members = zip(OddReply.labels.sorted(), numbers).map { #""\#($0)": "\#($1)""# }
      let reply = OddReply("\(code)", #"{"better": {\#(members.joined(separator: ", "))}}"#)
      orders.insert(try read(reply).order)
    }
    #expect(orders.count == 24)
  }

  @Test func `a broken JSON is told with its place`() {
    let bomb = OddReply("bomb", String(repeating: "[", count: 5_000))
    #expect(throws: RankingFailure(.wrongFormat, "the JSON is nested too deeply at byte 32")) {
      try read(bomb)
    }
    let half = OddReply("half", #"{"order": ["DMPW""#)
    #expect(throws: RankingFailure(.truncated, "the JSON ends too early, at byte 17")) { try read(half) }
  }

  @Test(arguments: [
    (#"{"1": "a", "2": "b"}"#, ["DMPW": "a", "KQZV": "b"]),
    (#"{"1": "a", "2": " ", "3": "c"}"#, ["DMPW": "a"]),
    (#"{"GFSN": "a", "WXYZ": "b"}"#, ["GFSN": "a"]),
    (#"["a", "b"]"#, ["DMPW": "a", "KQZV": "b"]),
    (#"["a", 1, {}, "d", "e"]"#, ["DMPW": "a", "BXTR": "d"]),
    (#""all good""#, [:]),
  ])
  func `rationales go to the candidates that they are about`(said: String, rationales: [String: String])
    throws
  {
    let text = #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"], "rationales": \#(said)}"#
    #expect(try read(OddReply("", text)).rationales == rationales)
  }
}
