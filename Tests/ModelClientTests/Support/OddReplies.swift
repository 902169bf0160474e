import Curation
import ModelClient
import Testing

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

  /// The reply to a question that shows the candidates under the labels of the corpus, or under others; which of
  /// two labels comes first in the alphabet stays the same.
  func reply(under labels: [String] = Self.labels) -> ChatReply {
    ChatReply(
      text: zip(Self.labels.sorted(), labels.sorted()).reduce(text) { $0.replacing($1.0, with: $1.1) },
      refusal: refusal,
      finishReason: finishReason,
      model: "m"
    )
  }
}

extension OddReply {
  /// The labels of four candidates, in the order shown.
  static let labels = ["KQZV", "BXTR", "DMPW", "GFSN"]

  /// The order that every readable reply holds.
  static let order = ["DMPW", "KQZV", "GFSN", "BXTR"]

  /// The same order under other labels.
  static func order(under labels: [String]) -> [String] {
    let others = Dictionary(uniqueKeysWithValues: zip(Self.labels.sorted(), labels.sorted()))
    return order.compactMap { others[$0] }
  }

  private static let json =
    #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"], "rationales": {"1": "Rich.", "2": "Clear."}}"#

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
    OddReply("numbers of better ones", #"{"better": {"BXTR": "0", "DMPW": "0", "GFSN": "1", "KQZV": "1"}}"#),
    OddReply("numbers that are no texts", #"{"better": {"BXTR": 0, "DMPW": 0, "GFSN": 1, "KQZV": 1}}"#),
    OddReply("numbers in another order", #"{"better": {"KQZV": 1, "GFSN": 1, "DMPW": 0, "BXTR": 0}}"#),
    OddReply(
      "numbers of ids in brackets",
      #"{"better": {"[BXTR]": 0, "[DMPW]": 0, "[GFSN]": 1, "[KQZV]": 1}}"#
    ),
    OddReply(
      "numbers and an order that agree",
      #"{"better": {"BXTR": 0, "DMPW": 0, "GFSN": 1, "KQZV": 1}, "order": ["DMPW", "KQZV", "GFSN", "BXTR"]}"#
    ),
    OddReply("no rationales", #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"]}"#),
    OddReply("rationales first", #"{"rationales": {"1": "x"}, "order": ["DMPW", "KQZV", "GFSN", "BXTR"]}"#),
    OddReply("other keys", #"{"thinking": "hm", "order": ["DMPW", "KQZV", "GFSN", "BXTR"], "score": 3}"#),
    OddReply(
      "rationales of the wrong kind",
      #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"], "rationales": 7}"#
    ),
    OddReply("rationales null", #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"], "rationales": null}"#),
    OddReply("escaped letters", #"{"\u006frder": ["DMPW", "KQZV", "GFSN", "BXTR"]}"#),
    OddReply("bare list", #"["DMPW", "KQZV", "GFSN", "BXTR"]"#),
    OddReply("bare list in a fence", "```\n[\"DMPW\",\"KQZV\",\"GFSN\",\"BXTR\"]\n```"),
    OddReply(
      "reasoning before",
      "<think>\nMaybe [BXTR] > [KQZV]? Or {\"order\": [\"BXTR\"]}\n</think>\n\n\(json)"
    ),
    OddReply("reasoning whose start the server ate", "First I compare KQZV > BXTR.</think>\(json)"),
    OddReply("reasoning under another name", "<reasoning>hm</reasoning>\(json)"),
    OddReply("a tag inside a rationale", json.replacing("Rich.", with: "Uses </think> well.")),
    OddReply("reasoning in other tags", "<thought>BXTR > KQZV</thought>\(json)"),
    OddReply("reasoning in square tags", "[THINK]BXTR, then {KQZV}[/THINK]\(json)"),
    OddReply("reasoning in triangles", "◁think▷Maybe [\"BXTR\"].◁/think▷\(json)"),
    OddReply(
      "reasoning in a channel",
      "<|channel|>analysis<|message|>BXTR > KQZV?<|end|><|start|>assistant<|channel|>final<|message|>\(json)"
    ),
    OddReply("a byte order mark", "\u{FEFF}\(json)"),
    OddReply(
      "a byte order mark and a tag inside a rationale",
      "\u{FEFF}" + json.replacing("Rich.", with: "Uses </think> well.")
    ),
    OddReply("line ends of Windows", json.replacing(", ", with: ",\r\n")),
    OddReply("a comma behind the last id", #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR",]}"#),
    OddReply(
      "a comma behind the last member",
      #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"], "rationales": {},}"#
    ),
    OddReply(
      "single quotes",
      "{'order': ['DMPW', 'KQZV', 'GFSN', 'BXTR'], 'rationales': {'1': 'It\\'s rich.'}}"
    ),
    OddReply(
      "single quotes around double ones",
      #"{'order': ['DMPW', 'KQZV', 'GFSN', 'BXTR'], 'rationales': {'1': 'Says "x".'}}"#
    ),
    OddReply("ids with brackets", #"{"order": ["[DMPW]", "[KQZV]", "[GFSN]", "[BXTR]"]}"#),
    OddReply("ids with space around", #"{"order": [" DMPW", "KQZV ", "GFSN\n", "`BXTR`"]}"#),
    OddReply("the same object twice", "\(json)\n\(json)"),
    OddReply(
      "the same order twice, once without rationales",
      "\(json)\nIn short: [\"DMPW\", \"KQZV\", \"GFSN\", \"BXTR\"]"
    ),
    OddReply("the same order as JSON and in words", "DMPW > KQZV > GFSN > BXTR, so: \(json)"),
    OddReply("the same list twice", "DMPW > KQZV > GFSN > BXTR. Again: [DMPW] > [KQZV] > [GFSN] > [BXTR]"),
    OddReply("another object before it", #"{"step": "compare", "candidates": 4} \#(json)"#),
    OddReply("order inside another object", #"{"result": \#(json)}"#),
    OddReply("order inside two others", #"{"response": {"ranking": \#(json)}}"#),
    OddReply("an object in a list", "[\(json)]"),
    OddReply("an object in braces of a template", "Result: {ranking} \(json)"),
    OddReply("an error-like word before it", "Sorry for the delay! \(json)"),
    OddReply("prose in Russian", "Вот порядок: \(json). Готово."),
    OddReply("prose in Hindi", "यह क्रम है: \(json)"),
    OddReply("a rationale in Chinese", json.replacing("Rich.", with: "内容丰富，适合“人工回答”。")),
    OddReply("a chain in Japanese prose", "順位は DMPW > KQZV > GFSN > BXTR です。"),
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
    OddReply("no numbers", #"{"better": {}}"#, fails: .wrongFormat),
    OddReply("numbers of some", #"{"better": {"DMPW": 0, "KQZV": 1}}"#, fails: .missing),
    OddReply(
      "a number of a stranger",
      #"{"better": {"AAAA": 0, "DMPW": 0, "GFSN": 1, "KQZV": 1}}"#,
      fails: .unknownID
    ),
    OddReply(
      "more than stand before",
      #"{"better": {"BXTR": 1, "DMPW": 0, "GFSN": 1, "KQZV": 1}}"#,
      fails: .wrongFormat
    ),
    OddReply("marks", #"{"better": {"BXTR": 20, "DMPW": 95, "GFSN": 40, "KQZV": 80}}"#, fails: .wrongFormat),
    OddReply("halves", #"{"better": {"BXTR": 0, "DMPW": 0.5, "GFSN": 1, "KQZV": 1}}"#, fails: .wrongFormat),
    OddReply(
      "less than none",
      #"{"better": {"BXTR": 0, "DMPW": -1, "GFSN": 1, "KQZV": 1}}"#,
      fails: .wrongFormat
    ),
    OddReply(
      "numbers and an order that contradict",
      #"{"better": {"BXTR": 0, "DMPW": 0, "GFSN": 1, "KQZV": 1}, "order": ["KQZV", "DMPW", "GFSN", "BXTR"]}"#,
      fails: .wrongFormat
    ),
    OddReply(
      "numbers under the name of the order",
      #"{"order": {"DMPW": 1, "KQZV": 2, "GFSN": 3, "BXTR": 4}}"#,
      fails: .wrongFormat
    ),
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
    OddReply("ids as words", #"{"order": ["first", "second", "third", "fourth"]}"#, fails: .unknownID),
    OddReply("ids as positions", #"{"order": ["1", "2", "3", "4"]}"#, fails: .unknownID),
    OddReply("an id with a look-alike", #"{"order": ["DMPW", "КQZV", "GFSN", "BXTR"]}"#, fails: .unknownID),
    OddReply(
      "an id with an invisible letter",
      #"{"order": ["DMPW\u200b", "KQZV", "GFSN", "BXTR"]}"#,
      fails: .unknownID
    ),
    OddReply("two commas", #"{"order": ["DMPW", "KQZV",, "GFSN", "BXTR"]}"#, fails: .wrongFormat),
    OddReply(
      "a comma missing",
      #"{"order": ["DMPW", "KQZV", "GFSN", "BXTR"] "rationales": {}}"#,
      fails: .wrongFormat
    ),
    OddReply(
      "an apostrophe inside single quotes",
      "{'order': ['DMPW', 'KQZV', 'GFSN', 'BXTR'], 'rationales': {'1': 'it's'}}",
      fails: .wrongFormat
    ),
    OddReply("NaN", #"{"order": NaN}"#, fails: .wrongFormat),
    OddReply(
      "NaN beside an order",
      #"{"score": NaN, "order": ["DMPW", "KQZV", "GFSN", "BXTR"]}"#,
      fails: .wrongFormat
    ),
    OddReply(
      "a comment",
      "{\"order\": [\"DMPW\", // best\n \"KQZV\", \"GFSN\", \"BXTR\"]}",
      fails: .wrongFormat
    ),
    OddReply("markup escapes", "{&quot;order&quot;: [&quot;DMPW&quot;]}", fails: .wrongFormat),
    OddReply(
      "an object as text",
      #""{\"order\": [\"DMPW\", \"KQZV\", \"GFSN\", \"BXTR\"]}""#,
      fails: .wrongFormat
    ),
    OddReply("a tool call", #"{"name": "rank", "arguments": \#(json)}"#, fails: .wrongFormat),
    OddReply(
      "the schema echoed",
      #"{"type": "object", "properties": {"order": {"type": "array"}}}"#,
      fails: .wrongFormat
    ),
    OddReply("a byte order mark alone", "\u{FEFF}", fails: .wrongFormat),
    OddReply("keys without quotes", #"{order: ["DMPW", "KQZV", "GFSN", "BXTR"]}"#, fails: .wrongFormat),
    OddReply(
      "an order as JSON and another in words",
      "\(json) No, better KQZV > DMPW > GFSN > BXTR.",
      fails: .wrongFormat
    ),
    OddReply(
      "two fences that differ",
      "```json\n\(json)\n```\n```json\n[\"BXTR\", \"KQZV\", \"GFSN\", \"DMPW\"]\n```",
      fails: .wrongFormat
    ),
    OddReply(
      "a draft and an order in one object",
      #"{"a": \#(json), "b": {"order": ["BXTR", "KQZV", "GFSN", "DMPW"]}}"#,
      fails: .wrongFormat
    ),
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
    OddReply("half a reply", String(json.prefix(30)), fails: .truncated),
    OddReply("half a reply inside a text", String(json.prefix(14)), fails: .truncated),
    OddReply("half a reply behind the whole order", String(json.prefix(60)), fails: .truncated),
    OddReply(
      "half a reply with a draft",
      #"{"draft": ["DMPW", "KQZV", "GFSN", "BXTR"], "order": ["KQ"#,
      fails: .truncated
    ),
    OddReply("the last brace missing", String(json.dropLast()), fails: .truncated),
    OddReply("half a fence", "```json\n" + json.prefix(40), fails: .truncated),
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
    OddReply(
      "refusal in German",
      "Es tut mir leid, aber ich kann diese Anweisungen nicht bewerten.",
      fails: .refusal
    ),
    OddReply("refusal in French", "Désolé, je ne peux pas classer ces instructions.", fails: .refusal),
    OddReply("refusal in Spanish", "Lo siento, no puedo ayudar con eso.", fails: .refusal),
    OddReply("refusal in Portuguese", "Desculpe, mas não posso fazer isso.", fails: .refusal),
    OddReply("refusal in Italian", "Mi dispiace, non posso aiutarti.", fails: .refusal),
    OddReply("refusal in Russian", "К сожалению, я не могу выполнить эту просьбу.", fails: .refusal),
    OddReply("refusal in Polish", "Przykro mi, ale nie mogę tego zrobić.", fails: .refusal),
    OddReply("refusal in Turkish", "Üzgünüm, bu konuda yardımcı olamam.", fails: .refusal),
    OddReply("refusal in Chinese", "很抱歉，我无法对这些内容进行排序。", fails: .refusal),
    OddReply("refusal in Japanese", "申し訳ありませんが、お答えできません。", fails: .refusal),
    OddReply("refusal in Korean", "죄송하지만 도와드릴 수 없습니다.", fails: .refusal),
    OddReply("refusal in Arabic", "عذرًا، لا أستطيع المساعدة في ذلك.", fails: .refusal),
    OddReply("refusal in Hindi", "क्षमा करें, मैं इसमें मदद नहीं कर सकता।", fails: .refusal),
    OddReply("refusal after a greeting", "Hello! Unfortunately, as an AI, I must decline.", fails: .refusal),
    OddReply("refusal after reasoning", "<think>Hm.</think>I’m unable to help with this.", fails: .refusal),
    OddReply("a half-hearted list", "I'm sorry, I can only say that DMPW is best.", fails: .wrongFormat),
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
      fails: .truncated
    ),
    OddReply("a byte that is no JSON", "{\"order\": [\"DMPW\u{0}\"]}", fails: .wrongFormat),
    OddReply("an error as text", #"{"error": "model overloaded"}"#, fails: .wrongFormat),
    OddReply("the question echoed", "[KQZV]\nInstruction: x\n[/KQZV]", fails: .wrongFormat),
  ]
}
