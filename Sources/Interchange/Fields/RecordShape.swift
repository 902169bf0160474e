/// A habit of naming the fields of a record, as public pools have it.
struct RecordShape: Sendable {
  /// The habit's name.
  var name: String
  /// The field with the instruction.
  var instruction: FieldPath
  /// How that field may be read; the first that fits most records counts.
  var readings: [FieldMapping.Reading] = [.text]
  /// Fields of which one must be seen for the habit to be this one; empty when the instruction is enough.
  var evidence: [FieldPath] = []
  /// Fields for the input; the first that is seen counts.
  var inputs: [FieldPath] = []
  /// Fields for an existing answer; the first that is seen counts.
  var references: [FieldPath] = []
}

extension RecordShape {
  /// All known habits; where several fit equally many records, the first counts.
  static let known: [RecordShape] = [
    RecordShape(
      name: "Handpick",
      instruction: "instruction",
      evidence: ["reference", "item_id"],
      inputs: ["input", "context"],
      references: ["reference"]
    ),
    RecordShape(
      name: "Self-Instruct",
      instruction: "instruction",
      evidence: ["instances"],
      inputs: ["instances[0].input"],
      references: ["instances[0].output"]
    ),
    RecordShape(
      name: "Dolly",
      instruction: "instruction",
      evidence: ["context"],
      inputs: ["context"],
      references: ["response", "output"]
    ),
    RecordShape(
      name: "Alpaca",
      instruction: "instruction",
      evidence: ["output"],
      inputs: ["input"],
      references: ["output"]
    ),
    RecordShape(
      name: "instruction",
      instruction: "instruction",
      inputs: ["input"],
      references: ["response", "answer", "completion"]
    ),
    RecordShape(
      name: "preference",
      instruction: "prompt",
      readings: [.text, .lastUserTurn],
      evidence: ["chosen", "rejected"],
      references: ["chosen"]
    ),
    RecordShape(
      name: "prompt",
      instruction: "prompt",
      readings: [.text, .lastUserTurn],
      references: ["completion", "response", "output"]
    ),
    RecordShape(name: "messages", instruction: "messages", readings: [.firstUserTurn]),
    RecordShape(name: "ShareGPT", instruction: "conversations", readings: [.firstUserTurn]),
    RecordShape(name: "ShareGPT", instruction: "conversation", readings: [.firstUserTurn]),
    RecordShape(name: "questions", instruction: "question", references: ["answer"]),
    RecordShape(name: "problems", instruction: "problem", references: ["solution", "answer"]),
    RecordShape(name: "queries", instruction: "query", references: ["response", "answer"]),
    RecordShape(name: "text", instruction: "text"),
  ]

  /// The fields that may hold a record's own id.
  static let ids: [FieldPath] = ["id", "item_id", "_id", "uuid", "prompt_id", "question_id"]
}
