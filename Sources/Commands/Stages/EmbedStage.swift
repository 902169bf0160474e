import Curation
import Embedding
import Foundation
import ProjectStore
import SentenceEncoder
import TextUI

/// Gives every instruction of a pool a vector.
enum EmbedStage {
  /// The built-in encoder, which knows words and no meaning.
  case lexical(dimensions: Int, seed: UInt64)
  /// A sentence-transformers model in a folder, which knows meaning.
  case sentence(model: String, precision: Precision)
  /// Vectors made elsewhere, one row an instruction, with their ids beside them or in import order.
  case file(vectors: String, ids: String?)

  /// Embeds the pool of a project and reports on standard error.
  func run(on project: Project) async throws {
    let started = Clock.now
    let count = try project.instructionCount
    guard count > 0 else {
      throw CommandError(
        "The project has no instructions yet.",
        suggestion: "Import a pool first: handpick import \(project.typedPath) POOL"
      )
    }
    let (embeddings, encoder, options) = try await vectors(for: project, count: count)
    try project.save(
      embeddings,
      encoder: encoder,
      stage: Stage(
        name: .embed,
        options: options.merging(["encoder": encoder.name, "encoder-version": encoder.version]) { $1 },
        counts: ["vectors": embeddings.count, "dimensions": embeddings.dimensions],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    Console.note(
      "Embedded \(embeddings.count) instructions in \(embeddings.dimensions) dimensions with the \(untrusted: encoder.name) encoder."
    )
  }

  private func vectors(
    for project: Project,
    count: Int
  ) async throws -> (Embeddings, EncoderDescription, [String: String]) {
    switch self {
    case .lexical(let dimensions, let seed):
      let texts = try texts(.plain, of: project, count: count)
      var progress = ProgressLine("embedding")
      defer { progress.finish() }
      let embeddings = try LexicalEncoder(dimensions: dimensions, seed: seed).encode(texts) { share in
        progress.show(Int(share * 100), of: 100)
      }
      return (
        embeddings,
        EncoderDescription(name: LexicalEncoder.name, version: LexicalEncoder.version),
        ["dimensions": "\(dimensions)", "seed": "\(seed)", "text": EmbeddingText.plain.rawValue]
      )
    case .sentence(let model, let precision):
      let encoder = try SentenceEncoder(folder: model, precision: precision)
      let texts = try texts(.prompt, of: project, count: count)
      var progress = ProgressLine("embedding")
      defer { progress.finish() }
      let embeddings = try await encoder.encode(texts) { share in
        progress.show(Int(share * 1000), of: 1000)
      }
      return (
        embeddings,
        EncoderDescription(
          name: SentenceEncoder.name,
          version: try FileDigest.sha256(ofFile: encoder.weightsPath)
        ),
        [
          "model": model, "precision": precision.rawValue, "text": EmbeddingText.prompt.rawValue,
          "longest-text": "\(encoder.longestText)",
        ]
      )
    case .file(let vectors, let ids):
      let array = try NumPyArray(path: vectors)
      var embeddings = try array.embeddings()
      if let ids {
        embeddings = try VectorIDs(path: ids)
          .arrange(embeddings, for: try project.ids(), ignoringUnknown: true)
      } else if embeddings.count != count {
        throw CommandError(
          "\(vectors) has \(embeddings.count) vectors, but the pool has \(count) instructions.",
          suggestion: "Give one vector per instruction in import order, or their ids with --ids FILE."
        )
      }
      return (
        embeddings,
        EncoderDescription(name: "file", version: try FileDigest.sha256(ofFile: vectors)),
        ["vectors": vectors, "ids": ids ?? ""]
      )
    }
  }

  /// The texts to embed, in import order.
  private func texts(_ kind: EmbeddingText, of project: Project, count: Int) throws -> [String] {
    var texts: [String] = []
    texts.reserveCapacity(count)
    try project.forEachInstruction { texts.append(kind.text(of: $0)) }
    return texts
  }
}
