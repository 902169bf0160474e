import Curation
import Foundation
import TestSupport
import Testing

@testable import SentenceEncoder

@Suite struct SentenceEncoderTests {
  private let folder: TemporaryFolder
  private let model: TinyModel

  init() throws {
    folder = try TemporaryFolder()
    model = try TinyModel()
  }

  /// Texts of all lengths up to beyond the model's, most of them of several tokens.
  private let texts = (0..<90).map {
    String(repeating: ["the word ", "a1 ", "unaffable, ", "x"][$0 % 4], count: $0 % 31)
  }

  /// The token ids of the texts, cut at the model's length.
  private func tokens() throws -> [[Int32]] {
    var tokenizer = try WordPiece(WordPieceSettings(folder: ModelFolder(path: folder.path)))
    return texts.map { tokenizer.tokens(of: $0, limit: 24) }
  }

  private static func largestDifference(_ ours: Embeddings, _ theirs: [[Double]]) -> Double {
    zip(ours.values, theirs.joined()).map { abs(Double($0) - $1) }.max() ?? .infinity
  }

  @Test(arguments: TinyModel.Format.allCases)
  func `vectors are those of the model computed plainly`(format: TinyModel.Format) async throws {
    try model.write(to: folder, format: format)
    let ours = try await SentenceEncoder(folder: folder.path).encode(texts)
    let plain = PlainBert(model: model, format: format)
    #expect(ours.dimensions == 32)
    #expect(Self.largestDifference(ours, try tokens().map(plain.meanVector)) < 2e-6)
  }

  @Test func `an MPNet's vectors are those of the model computed plainly, too`() async throws {
    let model = try TinyModel(.mpnet)
    try model.write(to: folder)
    // In a text, too, the token that fills up texts has no position of its own; here it is that of unknown words.
    let texts = texts + ["the \u{2603} word \u{2603}\u{2603} a1"]
    var tokenizer = try WordPiece(WordPieceSettings(folder: ModelFolder(path: folder.path)))
    let tokens = texts.map { tokenizer.tokens(of: $0, limit: 24) }
    #expect(tokens.last?.count { $0 == 1 } ?? 0 > 1)
    let ours = try await SentenceEncoder(folder: folder.path).encode(texts)
    #expect(Self.largestDifference(ours, tokens.map(PlainBert(model: model).meanVector)) < 2e-6)
  }

  @Test func `an MPNet that lacks what attention adds for distances, or has too much text for it`() throws {
    let model = try TinyModel(.mpnet)
    try model.write(to: folder)
    // Positions begin with the third.
    try FileManager.default.removeItem(atPath: folder.file("sentence_bert_config.json"))
    #expect(try SentenceEncoder(folder: folder.path).longestText == model.positions - 2)
    try folder.write(try TinyModel(.bert).safetensors(), to: "model.safetensors")
    #expect(throws: SentenceEncoderError.self) { try SentenceEncoder(folder: folder.path) }
  }

  @Test func `the opening token's vector stands for the text where the model says so`() async throws {
    try model.write(to: folder, pooling: "cls_token")
    let ours = try await SentenceEncoder(folder: folder.path).encode(texts)
    #expect(Self.largestDifference(ours, try tokens().map(PlainBert(model: model).openingVector)) < 2e-6)
  }

  @Test func `without a normalising module vectors keep their length`() async throws {
    try model.write(to: folder)
    try FileManager.default.removeItem(atPath: folder.file("modules.json"))
    let ours = try await SentenceEncoder(folder: folder.path).encode(["the word"])
    let length = ours.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(length - 1) > 0.01)
  }

  @Test func `a vector is the same to the bit alone, in any batch and on any number of workers`() async throws
  {
    try model.write(to: folder)
    let encoder = try SentenceEncoder(folder: folder.path)
    let together = try await encoder.encode(texts, workers: 1)
    #expect(try await encoder.encode(texts, workers: 3) == together)
    let backwards = try await encoder.encode(texts.reversed())
    for (index, text) in texts.enumerated() {
      #expect(try await encoder.encode([text]).values == Array(together[index]))
      #expect(backwards[texts.count - 1 - index] == together[index])
    }
  }

  @Test(.enabled(if: NarrowNumbers.areComputed, NarrowNumbers.note))
  func `bfloat16 points almost the same way`() async throws {
    try model.write(to: folder)
    let exact = try await SentenceEncoder(folder: folder.path).encode(texts)
    let narrow = try await SentenceEncoder(folder: folder.path, precision: .bfloat16).encode(texts)
    for row in texts.indices {
      #expect(zip(exact[row], narrow[row]).reduce(0) { $0 + $1.0 * $1.1 } > 0.999)
    }
    #expect(exact != narrow)
  }

  @Test func `progress goes up to all`() async throws {
    try model.write(to: folder)
    var shares: [Double] = []
    let many = Array(repeating: texts, count: 10).flatMap(\.self)
    _ = try await SentenceEncoder(folder: folder.path).encode(many) { shares.append($0) }
    #expect(shares.count > 3)
    #expect(shares == shares.sorted())
    #expect(shares.last == 1)
  }

  @Test func `a cancelled task stops`() async throws {
    try model.write(to: folder)
    let encoder = try SentenceEncoder(folder: folder.path)
    let texts = texts
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await encoder.encode(texts)
    }
    await #expect(throws: SentenceEncoderError.cancelled) { try await task.value }
  }

  @Test func `no texts are told`() async throws {
    try model.write(to: folder)
    let encoder = try SentenceEncoder(folder: folder.path)
    await #expect(throws: SentenceEncoderError.noTexts) { try await encoder.encode([]) }
  }

  @Test func `batches hold every text once, the longest first`() {
    var all = TokenizedTexts()
    for text in 0..<100 { all.append(Array(repeating: Int32(text), count: 1 + text * 37 % 50)) }
    let batches = all.batches(of: 200)
    #expect(batches.flatMap(\.texts).sorted() == Array(0..<100))
    let lengths = batches.flatMap { batch in batch.texts.indices.map { batch.range($0).count } }
    #expect(lengths == lengths.sorted(by: >))
    #expect(batches.allSatisfy { $0.tokens.count < 250 })
    for batch in batches {
      for (place, text) in batch.texts.enumerated() { #expect(batch.tokens[batch.range(place)] == all[text]) }
    }
  }
}
