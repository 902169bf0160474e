import Curation
import Testing

@testable import Interchange

@Suite struct FieldMappingTests {
  /// A record as some pool has it, and what is to become of it.
  struct Sample: CustomTestStringConvertible, Sendable {
    var record: String
    var mapping: String
    var text: String
    var input = ""
    var reference = ""
    var category = ""
    var testDescription: String { mapping }
  }

  static let samples = [
    Sample(
      record: #"{"instruction": "Sum up.", "input": "Sun.", "output": "S."}"#,
      mapping: "Alpaca (instruction; input from input; reference from output; "
        + "source from source; category from category; ids derived)",
      text: "Sum up.",
      input: "Sun.",
      reference: "S."
    ),
    Sample(
      record: #"{"instruction": "Who?", "context": "Ada.", "response": "Ada", "category": "closed_qa"}"#,
      mapping: "Dolly (instruction; input from context; reference from response; "
        + "source from source; category from category; ids derived)",
      text: "Who?",
      input: "Ada.",
      reference: "Ada",
      category: "closed_qa"
    ),
    Sample(
      record: #"""
        {"id": "seed_task_0", "name": "x", "instruction": "Plan.", "is_classification": false,
        "instances": [{"input": "Eggs", "output": "Omelette"}]}
        """#.replacing("\n", with: ""),
      mapping: "Self-Instruct (instruction; input from instances[0].input; "
        + "reference from instances[0].output; source from source; category from category; ids from id)",
      text: "Plan.",
      input: "Eggs",
      reference: "Omelette"
    ),
    Sample(
      record: #"{"prompt": "Why?", "completion": " Because."}"#,
      mapping: "prompt (prompt; reference from completion; "
        + "source from source; category from category; ids derived)",
      text: "Why?",
      reference: " Because."
    ),
    Sample(
      record: #"""
        {"prompt": [{"role": "user", "content": "First?"}, {"role": "assistant", "content": "1"},
        {"role": "user", "content": "Last?"}], "completion": [{"role": "assistant", "content": "2"}]}
        """#.replacing("\n", with: ""),
      mapping: "prompt (last user turn of prompt; reference from completion; "
        + "source from source; category from category; ids derived)",
      text: "Last?",
      reference: "2"
    ),
    Sample(
      record: #"{"prompt": "Tea?", "chosen": "Yes", "rejected": "No"}"#,
      mapping: "preference (prompt; reference from chosen; "
        + "source from source; category from category; ids derived)",
      text: "Tea?",
      reference: "Yes"
    ),
    Sample(
      record: #"""
        {"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content":
        [{"type": "text", "text": "One"}, {"type": "text", "text": "two"}]},
        {"role": "assistant", "content": "Three"}, {"role": "user", "content": "More"}]}
        """#.replacing("\n", with: ""),
      mapping: "messages (first user turn of messages; "
        + "source from source; category from category; ids derived)",
      text: "One\ntwo",
      reference: "Three"
    ),
    Sample(
      record: #"""
        {"conversations": [{"from": "system", "value": "S"}, {"from": "human", "value": "Hi?"},
        {"from": "gpt", "value": "Hello"}]}
        """#.replacing("\n", with: ""),
      mapping: "ShareGPT (first user turn of conversations; "
        + "source from source; category from category; ids derived)",
      text: "Hi?",
      reference: "Hello"
    ),
    Sample(
      record:
        #"{"instruction": "Go on.", "input": "", "output": "O", "system": "S", "history": [["q", "a"]]}"#,
      mapping: "Alpaca (instruction; input from input; reference from output; "
        + "source from source; category from category; ids derived)",
      text: "Go on.",
      reference: "O"
    ),
    Sample(
      record: #"{"question": "2+2?", "answer": 4}"#,
      mapping: "questions (question; reference from answer; "
        + "source from source; category from category; ids derived)",
      text: "2+2?",
      reference: "4"
    ),
    Sample(
      record: #"{"problem": "Prove it.", "solution": "QED"}"#,
      mapping: "problems (problem; reference from solution; "
        + "source from source; category from category; ids derived)",
      text: "Prove it.",
      reference: "QED"
    ),
    Sample(
      record: #"{"query": "Weather?", "response": "Rain"}"#,
      mapping: "queries (query; reference from response; "
        + "source from source; category from category; ids derived)",
      text: "Weather?",
      reference: "Rain"
    ),
    Sample(
      record: #"{"text": "Write a poem."}"#,
      mapping: "text (text; source from source; category from category; ids derived)",
      text: "Write a poem."
    ),
    Sample(
      record:
        #"{"id": 7, "instruction": "I", "input": "J", "source": "s", "category": "c", "reference": "R"}"#,
      mapping: "Handpick (instruction; input from input; reference from reference; "
        + "source from source; category from category; ids from id)",
      text: "I",
      input: "J",
      reference: "R",
      category: "c"
    ),
  ]

  @Test(arguments: samples)
  func `the fields of known pools are found`(sample: Sample) throws {
    let reading = try PoolReading(sample.record)
    #expect(reading.summaries.isEmpty)
    #expect(reading.file?.mapping?.description == sample.mapping)
    #expect(reading.file?.fittingCount == 1)
    let instruction = try #require(reading.instructions.first)
    #expect(instruction.text == sample.text)
    #expect(instruction.input == sample.input)
    #expect(instruction.reference == sample.reference)
    #expect(instruction.category == sample.category)
  }

  @Test func `own ids and sources are kept, and the file's name stands in for a source`() throws {
    let reading = try PoolReading(
      """
      {"id": 7, "instruction": "a", "source": "web"}
      {"id": 8, "instruction": "b"}
      """
    )
    #expect(reading.instructions.map(\.id) == [InstructionID("7"), InstructionID("8")])
    #expect(reading.instructions.map(\.source) == ["web", "pool.jsonl"])
  }

  @Test func `derived ids are the same wherever the text stands`() throws {
    let one = try PoolReading(#"{"instruction": "b"}"# + "\n" + #"{"instruction": "a"}"#)
    let other = try PoolReading("instruction\na\n", name: "other.csv")
    #expect(one.instructions[1].id == other.instructions[0].id)
    #expect(one.instructions[0].id != one.instructions[1].id)
    #expect(one.instructions[1].id.rawValue.count == 16)
  }

  @Test func `system messages and further turns are set aside and counted`() throws {
    let reading = try PoolReading(Self.samples[6].record)
    #expect(reading.file?.systemMessageCount == 1)
    #expect(reading.file?.otherTurnCount == 1)
    let history = try PoolReading(Self.samples[8].record)
    #expect(history.file?.systemMessageCount == 1)
    #expect(history.file?.otherTurnCount == 1)
  }

  @Test func `one mapping holds for the whole file`() throws {
    let reading = try PoolReading(
      """
      {"instruction": "a", "output": "x"}
      {"instruction": "b", "output": "y"}
      {"prompt": "c", "completion": "z"}
      """
    )
    #expect(reading.texts == ["a", "b"])
    #expect(reading.summaries == [#"pool.jsonl:3: key "instruction": the instruction is missing."#])
  }

  @Test func `fields can be named`() throws {
    var options = PoolOptions()
    options.fields = FieldChoice(instruction: "meta.task[1]", input: "ctx", id: "key", category: "kind")
    let reading = try PoolReading(
      #"{"key": "k", "meta": {"task": ["x", "Do it."]}, "ctx": "C", "kind": "K", "output": "O"}"#,
      options: options
    )
    let expected = Instruction(id: "k", text: "Do it.", input: "C", source: "pool.jsonl", category: "K")
    #expect(reading.instructions == [expected])
  }

  @Test func `a conversation can be named as the instruction`() throws {
    var options = PoolOptions()
    options.fields = FieldChoice(instruction: "chat")
    let reading = try PoolReading(
      #"{"chat": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}]}"#,
      options: options
    )
    #expect(reading.texts == ["Hi"])
    #expect(reading.instructions.first?.reference == "Ho")
  }

  @Test func `ids can be derived although there are some`() throws {
    var options = PoolOptions()
    options.fields.derivesIDs = true
    let reading = try PoolReading(
      #"{"id": 1, "instruction": "a"}"# + "\n" + #"{"id": 1, "instruction": "b"}"#,
      options: options
    )
    #expect(reading.texts == ["a", "b"])
  }

  @Test func `a file that fits nothing is refused with its keys`() {
    let error = InterchangeError.noMapping(file: "x", keys: ["data", "version"])
    #expect(
      error.summary == #"No known field of x holds an instruction. It has the keys "data", "version"."#
    )
    #expect(throws: InterchangeError.self) { try PoolReading(#"{"data": [], "version": 1}"#) }
  }

  @Test func `a named field that holds no instruction is refused`() {
    var options = PoolOptions()
    options.fields = FieldChoice(instruction: "nope")
    #expect {
      try PoolReading(#"{"instruction": "a"}"#, options: options)
    } throws: { error in
      guard case .noSuchField(_, "nope", ["instruction"])? = error as? InterchangeError else { return false }
      return true
    }
  }
}

extension InstructionID: ExpressibleByStringLiteral {
  init(stringLiteral text: String) { self.init(text) }
}
