import Embedding
import ModelClient
import ProjectStore

/// Gives every text a vector that depends on nothing but the text, so that none is ever made twice.
protocol TextEncoder: Sendable {
  /// Turns texts into as many vectors.
  ///
  /// It throws `UnfitTexts` where other texts may well be encoded, `CancellationError` when the task was cancelled,
  /// and whatever else keeps it from encoding any.
  typealias Encode = @Sendable ([String]) async throws -> EmbeddingReply

  /// What the vectors depend on beside the texts.
  var encoding: Encoding { get }
  /// What else shall be known about how they were made.
  var notes: [String: String] { get }
  /// Which text of an instruction is encoded.
  var text: EmbeddingText { get }
  /// How many batches are encoded side by side.
  var concurrency: Int { get }

  /// The most texts of a batch, of so many in all.
  func batchSize(for count: Int) -> Int

  /// What so many tokens cost; nil where nothing does, or nobody knows.
  func price(of tokens: Int) -> String?

  /// Lends what encodes; what it costs counts beside the tokens that were spent before.
  func lend<Value: Sendable>(
    spent tokens: Int,
    isolation: isolated (any Actor)?,
    _ body: (@escaping Encode) async throws -> Value
  ) async throws -> Value
}

/// Texts of which one at least gets no vector from an encoder.
struct UnfitTexts: Error {
  /// What is the matter, such as “has no vector: …”, if it was one text.
  var reason: String
}
