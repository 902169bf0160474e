import Embedding
import ProjectStore

/// Instructions that are encoded together.
struct EncodingBatch: Sendable {
  /// The instructions.
  var instructions: [NumberedInstruction]
  /// Their texts.
  var texts: [String]

  /// Both halves.
  var halves: [EncodingBatch] {
    let middle = instructions.count / 2
    return [0..<middle, middle..<instructions.count].map {
      EncodingBatch(instructions: Array(instructions[$0]), texts: Array(texts[$0]))
    }
  }
}

/// What is to be encoded, batch by batch; a large pool is never in memory whole.
struct EncodingBatches {
  let project: Project
  let draft: EmbeddingDraft
  let text: EmbeddingText
  /// The most texts of a batch.
  let size: Int

  /// Batches of long texts are smaller: servers limit what a request may hold, too.
  private static let mostCharacters = 200_000

  private var lastRow = -1
  private var waiting: ArraySlice<NumberedInstruction> = []
  private var returned: [EncodingBatch] = []

  init(project: Project, draft: EmbeddingDraft, text: EmbeddingText, size: Int) {
    self.project = project
    self.draft = draft
    self.text = text
    self.size = size
  }

  /// The next batch, or nil when there is none.
  mutating func next() throws -> EncodingBatch? {
    if let batch = returned.popLast() { return batch }
    if waiting.count < size {
      let more = try project.instructionsToEncode(for: draft, after: lastRow, limit: max(size, 512))
      lastRow = more.last?.row ?? lastRow
      waiting += more
    }
    var batch = EncodingBatch(instructions: [], texts: [])
    var characters = 0
    while batch.texts.count < size, let next = waiting.first {
      let text = text.text(of: next.instruction)
      characters += text.utf8.count
      guard batch.texts.isEmpty || characters <= Self.mostCharacters else { break }
      batch.instructions.append(next)
      batch.texts.append(text)
      waiting.removeFirst()
    }
    return batch.texts.isEmpty ? nil : batch
  }

  /// Puts both halves of a batch back, to be encoded apart.
  mutating func giveBack(halvesOf batch: EncodingBatch) { returned += batch.halves.reversed() }
}
