import Curation
import Foundation
import TestSupport
import Testing

@testable import ModelClient

@Suite struct RankingPromptTests {
  /// A prompt that has all it needs.
  private static let whole = """
    # Ours.
    version: team-3
    reply: order

    [criteria]
    Useful ones.

    [system]
    You rank. {{criteria}}

    [question]
    {{candidates}}
    {{note}}Reply with {{reasons}} for {{labels}}.
    """

  private func parse(_ source: String) throws(PromptError) -> RankingPrompt {
    try RankingPrompt(parsing: source, file: "own.txt")
  }

  @Test(arguments: RankingPrompt.names) func `every prompt of the program is read`(name: String) throws {
    let prompt = try RankingPrompt.load(name)
    #expect(prompt.version.hasPrefix(name + "-") && prompt.uses(.candidates) && !prompt.criteria.isEmpty)
    #expect(prompt.hash.count == 64)
  }

  @Test func `the prompts have versions and fixed hashes`() throws {
    // When the words change, so must the version; then note the new hash here.
    let hashes = try RankingPrompt.names.map { try RankingPrompt.load($0) }.map { "\($0.version) \($0.hash)" }
    #expect(
      hashes == [
        "handpick-1 76ea17ec554546829648f2209c098a81e3b1e5a05552ba554f1629bc3531b280",
        "published-1 4fb5e5c05a613b301e1002935da6a7ff6295b046c542003d957a4468c54f8879",
      ]
    )
    #expect(RankingPrompt.standard == RankingPrompt.named("handpick"))
  }

  @Test func `a file is read into its parts`() throws {
    let prompt = try parse(Self.whole)
    #expect(prompt.version == "team-3" && prompt.form == .order && prompt.criteria == "Useful ones.")
    #expect(prompt.system == "You rank. {{criteria}}")
    #expect(prompt.question.hasPrefix("{{candidates}}\n{{note}}"))
    #expect(try parse(Self.whole.replacing("\n", with: "\r\n")).question == prompt.question)
    #expect(try parse(Self.whole + "\n").hash != prompt.hash)
  }

  @Test(arguments: [
    ("version: team-3\n", "", 1, "there is no line 'version: NAME'"),
    ("reply: order\n", "", 1, "there is no line 'reply: order' or 'reply: picks'"),
    ("reply: order", "reply: best", 3, "there is no line 'reply: order' or 'reply: picks'"),
    ("reply: order", "reply: order\nreply: picks", 4, "'reply' is there twice"),
    (
      "reply: order", "replies: order", 3,
      "'version: NAME', 'reply: order' or a section such as [question] is expected"
    ),
    ("[question]\n", "[query]\n", 13, "there is no section [question]"),
    ("[system]", "[criteria]", 8, "the section [criteria] is there twice"),
    ("{{candidates}}", "", 11, "there is no {{candidates}}"),
    ("{{labels}}", "", 11, "there is no {{labels}}"),
    ("{{reasons}}", "", 11, "there is no {{reasons}}"),
    ("{{note}}", "", 11, "there is no {{note}}"),
    ("{{criteria}}", "", 5, "there is a section [criteria], but {{criteria}} is not used"),
    ("[criteria]\nUseful ones.\n", "", 9, "{{criteria}} is used, but there is no section [criteria]"),
    (
      "{{labels}}", "{{label}}", 13,
      "{{label}} is none of candidates, count, picks, criteria, note, labels, reasons"
    ),
    (
      "You rank.", "{{examples}}", 9,
      "{{examples}} is none of candidates, count, picks, criteria, note, labels, reasons"
    ),
    ("{{labels}}", "{{labels}", 13, "{{labels is not closed"),
  ])
  func `a flaw is told with its line`(part: String, other: String, line: Int, reason: String) {
    let source = Self.whole.replacing(part, with: other)
    #expect(throws: PromptError.flaw(file: "own.txt", line: line, reason: reason)) { try parse(source) }
  }

  @Test func `a prompt for picks needs their number`() throws {
    let source = try RankingPrompt.load("published").source.replacing("{{picks}}", with: "best")
    let error = #expect(throws: PromptError.self) { try parse(source) }
    #expect(error?.summary.contains("there is no {{picks}}") == true)
  }

  @Test func `files that are none are refused`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: PromptError.notFound(name: "none")) { try RankingPrompt.load("none") }
    #expect(throws: PromptError.self) { try RankingPrompt.load(folder.path) }
    try Data([0x76, 0xFF]).write(to: URL(fileURLWithPath: folder.file("odd.txt")))
    #expect(
      throws: PromptError.unreadable(file: folder.file("odd.txt"), reason: "it is not UTF-8 text")
    ) { try RankingPrompt.load(folder.file("odd.txt")) }
    try Data(repeating: 0x20, count: 65_537).write(to: URL(fileURLWithPath: folder.file("long.txt")))
    #expect(
      throws: PromptError.unreadable(file: folder.file("long.txt"), reason: "it is longer than 64 KB")
    ) { try RankingPrompt.load(folder.file("long.txt")) }
    try Data(Self.whole.utf8).write(to: URL(fileURLWithPath: folder.file("own.txt")))
    #expect(try RankingPrompt.load(folder.file("own.txt")).version == "team-3")
  }

  @Test func `criteria are filled in as they are, and nothing in them is`() throws {
    let prompt = try parse(Self.whole).with(criteria: "No {{count}} riddles.")
    let standard = try parse(Self.whole)
    #expect(prompt.hash == standard.hash && prompt.criteriaHash != standard.criteriaHash)
    let question = try question(prompt)
    #expect(question.request.system == "You rank. No {{count}} riddles.")
  }

  @Test func `criteria that cannot be used are refused`() throws {
    #expect(throws: PromptError.self) { try parse(Self.whole).with(criteria: " \n") }
    let fixed = Self.whole.replacing("{{criteria}}", with: "").replacing(
      "[criteria]\nUseful ones.\n",
      with: ""
    )
    let prompt = try parse(fixed)
    #expect(
      throws: PromptError.unusableCriteria(reason: "The prompt team-3 has no {{criteria}}.")
    ) { try prompt.with(criteria: "Hard ones.") }
  }

  private func question(_ prompt: RankingPrompt, picks: Int = 1) throws -> RankingQuestion {
    try RankingQuestion(
      about: cluster(of: 5).candidates,
      picks: picks,
      prompt: prompt,
      limits: PromptLimits(),
      sampling: ChatRequest.Sampling(),
      key: "1",
      complaint: nil
    )
  }

  @Test func `the published way shows numbers, asks for picks and anchors as published`() throws {
    let question = try question(RankingPrompt.load("published"), picks: 2)
    let text = question.request.user
    #expect(question.labels == ["1", "2", "3", "4", "5"] && question.request.schema == nil)
    #expect(text.contains("\n\n[5] Instruction: Explain fact number ") && !text.contains("{{"))
    #expect(text.contains("choose the 2 ") && text.hasSuffix("such as [1, 2] or [3, 4]."))
    #expect(question.request.system.isEmpty)
    let body = String(decoding: question.request.body(model: "m", format: .schema), as: UTF8.self)
    #expect(!body.contains("response_format") && !body.contains(#""role":"system""#))
  }
}
