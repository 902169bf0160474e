import Curation
import Testing

@testable import ModelClient

/// An odd reply and what must come of it.
struct OddReply: Sendable, CustomTestStringConvertible {
  /// What is odd about it.
  let name: String
  let text: String
  let finishReason: String
  let refusal: String?
  /// The failure's category; nil for a reply that holds an order.
  let failure: RankingFailure.Category?

  init(
    _ name: String,
    _ text: String,
    finishReason: String = "stop",
    refusal: String? = nil,
    fails failure: RankingFailure.Category? = nil
  ) {
    self.name = name
    self.text = text
    self.finishReason = finishReason
    self.refusal = refusal
    self.failure = failure
  }

  var testDescription: String { name }
}

@Suite struct RankingReplyTests {
  private static let labels = ["KQZV", "BXTR", "DMPW", "GFSN"]
  private static let order = ["DMPW", "KQZV", "GFSN", "BXTR"]
  private static let json =
    #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"], "rationales": {"1": "Rich.", "2": "Clear."}}"#

  private func read(_ reply: OddReply) throws(RankingFailure) -> RankingReply {
    let reply = ChatReply(
      text: reply.text,
      refusal: reply.refusal,
      finishReason: reply.finishReason,
      model: "m"
    )
    return try RankingReply(reply, labels: Self.labels, reasons: ["1", "2"])
  }

  /// Everything that holds exactly one whole order, however it is wrapped.
  static let readable = [
    OddReply("plain", json),
    OddReply("on many lines", json.replacing(",", with: ",\n  ").replacing("{", with: "{\n\n")),
    OddReply("space around", "\n\n  \(json)  \n"),
    OddReply("code fence", "```json\n\(json)\n```"),
    OddReply("nameless code fence", "```\n\(json)\n```"),
    OddReply("prose before and after", "Here is the ranking:\n\(json)\nI hope that helps!"),
    OddReply("brackets in the prose", "As asked in [1] (and {see below}) I ranked [DMPW] first: \(json)"),
    OddReply("prose in Chinese", "以下是排序结果：\(json)。谢谢！"),
    OddReply("prose in Arabic", "هذا هو الترتيب: \(json)"),
    OddReply("no rationales", #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"]}"#),
    OddReply("rationales first", #"{"rationales": {"1": "x"}, "order": ["DMPW", "KQZV", "GFSN", "BXTR"]}"#),
    OddReply("other keys", #"{"thinking": "hm", "order": ["DMPW", "KQZV", "GFSN", "BXTR"], "score": 3}"#),
    OddReply(
      "rationales of the wrong kind",
      #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"], "rationales": 7}"#
    ),
    OddReply("rationales null", #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"], "rationales": null}"#),
    OddReply("escaped letters", #"{"\u006frder": ["\u0044MPW", "KQZV", "GFSN", "BXTR"]}"#),
    OddReply("bare list", #"["DMPW", "KQZV", "GFSN", "BXTR"]"#),
    OddReply("bare list in a fence", "```\n[\"DMPW\",\"KQZV\",\"GFSN\",\"BXTR\"]\n```"),
    OddReply(
      "reasoning before",
      "<think>\nMaybe [BXTR] > [KQZV]? Or {\"order\": [\"BXTR\"]}\n</think>\n\n\(json)"
    ),
    OddReply("reasoning whose start the server ate", "First I compare KQZV > BXTR.</think>\(json)"),
    OddReply("reasoning under another name", "<reasoning>hm</reasoning>\(json)"),
    OddReply("a tag inside a rationale", json.replacing("Rich.", with: "Uses </think> well.")),
    OddReply("bracketed list", "[DMPW] > [KQZV] > [GFSN] > [BXTR]"),
    OddReply("bare list with signs", "DMPW > KQZV > GFSN > BXTR"),
    OddReply("list without spaces", "DMPW>KQZV>GFSN>BXTR"),
    OddReply("list over lines", "DMPW >\nKQZV >\nGFSN >\nBXTR\n"),
    OddReply("list in bold and backticks", "**DMPW** > `KQZV` > (GFSN) > \"BXTR\"."),
    OddReply("list in prose", "My order is: [DMPW] > [KQZV] > [GFSN] > [BXTR]. The first is clear."),
    OddReply("list after a comparison of numbers", "Since 3 > 2:\nDMPW > KQZV > GFSN > BXTR"),
    OddReply("other stop reason", json, finishReason: "eos"),
    OddReply("empty refusal", json, refusal: ""),
  ]

  @Test(arguments: readable) func `an order is read however it is wrapped`(reply: OddReply) throws {
    #expect(try read(reply).order == Self.order)
  }

  /// Everything else, with its category.
  static let unreadable = [
    OddReply("empty", "", fails: .wrongFormat),
    OddReply("only space", " \n\t", fails: .wrongFormat),
    OddReply("N/A", "N/A", fails: .wrongFormat),
    OddReply("one number", "3", fails: .wrongFormat),
    OddReply("one number in brackets", "The answer is [3].", fails: .wrongFormat),
    OddReply("one number as text", #"["3"]"#, fails: .unknownID),
    OddReply("zero", "[0]", fails: .wrongFormat),
    OddReply("a negative number", "[-1]", fails: .wrongFormat),
    OddReply("a number too large", "[9]", fails: .wrongFormat),
    OddReply("a fraction", "[3.0]", fails: .wrongFormat),
    OddReply("a number twice", "[3,3]", fails: .wrongFormat),
    OddReply("an empty list", "[]", fails: .wrongFormat),
    OddReply("numbers in an object", #"{"order": [1, 2, 3, 4]}"#, fails: .wrongFormat),
    OddReply("numbers with signs", "[3] > [1] > [2] > [4]", fails: .wrongFormat),
    OddReply("an empty object", "{}", fails: .wrongFormat),
    OddReply("an empty order", #"{"order": [], "rationales": {}}"#, fails: .missing),
    OddReply("order as text", #"{"order": "DMPW > KQZV > GFSN > BXTR"}"#, fails: .wrongFormat),
    OddReply("order null", #"{"order": null}"#, fails: .wrongFormat),
    OddReply("order nested", #"{"order": [["DMPW", "KQZV", "GFSN", "BXTR"]]}"#, fails: .wrongFormat),
    OddReply("order of objects", #"{"order": [{"id": "DMPW"}]}"#, fails: .wrongFormat),
    OddReply(
      "order under another name",
      #"{"ranking": ["DMPW", "KQZV", "GFSN", "BXTR"]}"#,
      fails: .wrongFormat
    ),
    OddReply("order inside another object", #"{"result": \#(json)}"#, fails: .wrongFormat),
    OddReply("true", "true", fails: .wrongFormat),
    OddReply("a JSON text", #""DMPW""#, fails: .wrongFormat),
    OddReply("one id missing", #"{"order": ["DMPW", "KQZV", "GFSN"]}"#, fails: .missing),
    OddReply("only the first", "[DMPW]", fails: .wrongFormat),
    OddReply("only the first two", "DMPW > KQZV", fails: .missing),
    OddReply("one id twice", #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR", "DMPW"]}"#, fails: .repetition),
    OddReply("one id for all", #"{"order": ["KQZV", "KQZV", "KQZV", "KQZV"]}"#, fails: .repetition),
    OddReply("one id twice in a list", "DMPW > KQZV > GFSN > BXTR > KQZV", fails: .repetition),
    OddReply("an id of nobody", #"{"order": ["DMPW", "KQZV", "GFSN", "WXYZ"]}"#, fails: .unknownID),
    OddReply("an id too many", "DMPW > KQZV > GFSN > BXTR > NONE", fails: .unknownID),
    OddReply("ids in small letters", #"{"order": ["dmpw", "kqzv", "gfsn", "bxtr"]}"#, fails: .unknownID),
    OddReply("ids with brackets", #"{"order": ["[DMPW]", "[KQZV]", "[GFSN]", "[BXTR]"]}"#, fails: .unknownID),
    OddReply("ids as words", #"{"order": ["first", "second", "third", "fourth"]}"#, fails: .unknownID),
    OddReply("ids as positions", #"{"order": ["1", "2", "3", "4"]}"#, fails: .unknownID),
    OddReply("an id with a look-alike", #"{"order": ["DMPW", "КQZV", "GFSN", "BXTR"]}"#, fails: .unknownID),
    OddReply(
      "an id with an invisible letter",
      #"{"order": ["DMPW\u200b", "KQZV", "GFSN", "BXTR"]}"#,
      fails: .unknownID
    ),
    OddReply("a comma too many", #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR",]}"#, fails: .wrongFormat),
    OddReply("single quotes", "{'order': ['DMPW', 'KQZV', 'GFSN', 'BXTR']}", fails: .wrongFormat),
    OddReply("keys without quotes", #"{order: ["DMPW", "KQZV", "GFSN", "BXTR"}"#, fails: .wrongFormat),
    OddReply("two objects", "\(json)\n\(json)", fails: .wrongFormat),
    OddReply(
      "two objects that differ",
      #"{"order": ["KQZV", "DMPW", "GFSN", "BXTR"]} Or better: \#(json)"#,
      fails: .wrongFormat
    ),
    OddReply("two lists", "DMPW > KQZV > GFSN > BXTR, or KQZV > DMPW > GFSN > BXTR", fails: .wrongFormat),
    OddReply("the same key twice", #"{"order": ["DMPW"], "order": ["KQZV"]}"#, fails: .wrongFormat),
    OddReply(
      "the same key twice, once escaped",
      #"{"order": [], "\u006frder": ["KQZV"]}"#,
      fails: .wrongFormat
    ),
    OddReply("the same key twice, then a good object", #"{"a": 1, "a": 2} \#(json)"#, fails: .wrongFormat),
    OddReply("half a reply", String(json.prefix(30)), fails: .wrongFormat),
    OddReply("half a reply inside a text", String(json.prefix(14)), fails: .wrongFormat),
    OddReply("half a reply, and told so", String(json.prefix(30)), finishReason: "length", fails: .truncated),
    OddReply("a whole order, but cut off", json, finishReason: "length", fails: .truncated),
    OddReply("a list cut off", "DMPW > KQZV > GFSN >", fails: .missing),
    OddReply("reasoning without end", "<think>Let me see. \(json)", fails: .truncated),
    OddReply("reasoning and nothing else", "<think>DMPW > KQZV > GFSN > BXTR</think>", fails: .wrongFormat),
    OddReply("refusal by field", "", refusal: "I can't help with that.", fails: .refusal),
    OddReply("refusal by field beside an order", json, refusal: "No.", fails: .refusal),
    OddReply("refusal by the filter", "", finishReason: "content_filter", fails: .refusal),
    OddReply("refusal by words", "I'm sorry, but I can't rank these.", fails: .refusal),
    OddReply("refusal with a curly apostrophe", "I can’t do that.", fails: .refusal),
    OddReply("prose", "The first candidate is clearly the best of all.", fails: .wrongFormat),
    OddReply("prose in Japanese", "最初の候補が一番良いと思います。", fails: .wrongFormat),
    OddReply("a numbered list", "1. DMPW\n2. KQZV\n3. GFSN\n4. BXTR", fails: .wrongFormat),
    OddReply("ids with commas", "DMPW, KQZV, GFSN, BXTR", fails: .wrongFormat),
    OddReply("ids the other way round", "BXTR < GFSN < KQZV < DMPW", fails: .wrongFormat),
    OddReply("arrows", "DMPW -> KQZV -> GFSN -> BXTR", fails: .wrongFormat),
    OddReply("markup", "<b>DMPW</b> > <b>KQZV</b> > <b>GFSN</b> > <b>BXTR</b>", fails: .wrongFormat),
    OddReply("a nesting bomb", String(repeating: "[", count: 5_000), fails: .wrongFormat),
    OddReply(
      "a nesting bomb before an order",
      String(repeating: "[", count: 5_000) + json,
      fails: .wrongFormat
    ),
    OddReply(
      "a nesting bomb of objects",
      String(repeating: #"{"order":"#, count: 5_000),
      fails: .wrongFormat
    ),
    OddReply(
      "the same id for ever",
      #"{"order": ["# + String(repeating: #""KQZV", "#, count: 20_000),
      fails: .wrongFormat
    ),
    OddReply("a byte that is no JSON", "{\"order\": [\"DMPW\u{0}\"]}", fails: .wrongFormat),
    OddReply("an error as text", #"{"error": "model overloaded"}"#, fails: .wrongFormat),
    OddReply("the question echoed", "[KQZV]\nInstruction: x\n[/KQZV]", fails: .wrongFormat),
  ]

  @Test(arguments: unreadable) func `anything else is a failure of its category`(reply: OddReply) {
    let error = #expect(throws: RankingFailure.self) { try read(reply) }
    #expect(error?.category == reply.failure)
    #expect((error?.detail.count ?? 0) < 200)
  }

  @Test func `the corpus is large enough`() {
    #expect(Self.readable.count + Self.unreadable.count >= 60)
  }

  @Test func `a broken JSON is told with its place`() {
    let bomb = OddReply("bomb", String(repeating: "[", count: 5_000))
    #expect(throws: RankingFailure(.wrongFormat, "the JSON is nested too deeply at byte 32")) {
      try read(bomb)
    }
    let half = OddReply("half", #"{"order": ["DMPW""#)
    #expect(throws: RankingFailure(.wrongFormat, "the JSON ends too early, at byte 17")) { try read(half) }
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
