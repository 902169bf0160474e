import Embedding
import Fingerprint
import Foundation
import ModelClient
import ProjectStore
import SentenceEncoder

/// A sentence-transformers model on this machine.
struct SentenceTextEncoder: TextEncoder {
  let encoding: Encoding
  let notes: [String: String]
  let text: EmbeddingText
  /// A batch for each processor, so that none waits for the others.
  let concurrency = ProcessInfo.processInfo.activeProcessorCount

  private let encoder: SentenceEncoder

  /// Loads the model of a folder.
  init(folder: String, precision: Precision, text: EmbeddingText = .prompt) throws {
    self.text = text
    encoder = try SentenceEncoder(folder: folder, precision: precision)
    let settings = try encoder.settingsPaths.map { try FileDigest.sha256(ofFile: $0) }
    encoding = Encoding(
      encoder: EncoderDescription(
        name: SentenceEncoder.name,
        version: try FileDigest.sha256(ofFile: encoder.weightsPath)
      ),
      options: [
        "precision": precision.rawValue, "text": text.name, "longest-text": "\(encoder.longestText)",
        "settings-sha256": SHA256(of: settings.joined()).hexadecimal,
      ]
    )
    notes = ["model": URL(filePath: folder).standardizedFileURL.path]
  }

  /// Batches take a few seconds: no more than that is lost when the program is killed.
  func batchSize(for count: Int) -> Int { min(max(count / (8 * concurrency), 16), 256) }

  func price(of tokens: Int) -> String? { nil }

  func lend<Value: Sendable>(
    spent tokens: Int,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (@escaping Encode) async throws -> Value
  ) async throws -> Value {
    try await body { [encoder] texts in
      do throws(SentenceEncoderError) {
        return EmbeddingReply(embeddings: try await encoder.encode(texts, workers: 1))
      } catch .cancelled {
        throw CancellationError()
      }
    }
  }
}
