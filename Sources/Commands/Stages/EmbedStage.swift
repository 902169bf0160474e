import Curation
import Embedding
import Foundation
import ProjectStore
import TextUI

/// Gives every instruction of a pool a vector.
enum EmbedStage {
  /// The built-in encoder, which knows words and no meaning; every vector depends on the whole pool.
  case lexical(dimensions: Int, seed: UInt64, text: EmbeddingText = .plain)
  /// An encoder whose vectors depend on their own text alone, such as a sentence model.
  case texts(any TextEncoder)
  /// Vectors made elsewhere, one row an instruction: with their ids in a file that is named or lies beside them as
  /// `NAME.ids` beside `NAME.npy`, or in import order.
  case file(vectors: String, ids: String?)

  /// What stands for an encoder in the provenance of vectors that were made elsewhere.
  static let fileEncoder = "file"

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
    switch self {
    case .texts(let encoder): try await EncodingStage(encoder: encoder).run(on: project)
    case .lexical(let dimensions, let seed, let text):
      let encoder = LexicalEncoder(dimensions: dimensions, seed: seed)
      try save(vectors(of: text, by: encoder, for: project, count: count), in: project, started: started)
    case .file(let vectors, let ids):
      try save(read(vectors: vectors, ids: ids, for: project, count: count), in: project, started: started)
    }
  }

  /// Vectors for all instructions, what made them, and how.
  private struct Made {
    var embeddings: Embeddings
    var encoder: EncoderDescription
    var options: [String: String]
  }

  private func save(_ made: Made, in project: Project, started: Date) throws {
    let (embeddings, encoder) = (made.embeddings, made.encoder)
    let isRepeated = try encoder.name == LexicalEncoder.name && project.embeddingSummary()?.encoder == encoder
    try project.save(
      embeddings,
      encoder: encoder,
      stage: Stage(
        name: .embed,
        options: made.options.merging(["encoder": encoder.name, "encoder-version": encoder.version]) { $1 },
        counts: ["vectors": embeddings.count, "dimensions": embeddings.dimensions],
        version: Version.current,
        started: started,
        finished: Clock.now
      )
    )
    let scope: DisplayText = isRepeated ? ", all of them anew: its vectors depend on the whole pool" : ""
    Console.note(
      "Embedded \(embeddings.count) instructions in \(embeddings.dimensions) dimensions with the \(untrusted: encoder.name) encoder\(scope)."
    )
  }

  private func vectors(
    of text: EmbeddingText,
    by encoder: LexicalEncoder,
    for project: Project,
    count: Int
  ) throws -> Made {
    var texts: [String] = []
    texts.reserveCapacity(count)
    try project.forEachInstruction { texts.append(text.text(of: $0)) }
    var progress = ProgressLine("embedding")
    defer { progress.finish() }
    let embeddings = try encoder.encode(texts) { share in progress.show(Int(share * 100), of: 100) }
    return Made(
      embeddings: embeddings,
      encoder: EncoderDescription(name: LexicalEncoder.name, version: LexicalEncoder.version),
      options: [
        "dimensions": "\(encoder.dimensions)", "seed": "\(encoder.seed)",
        "text": text.name,
      ]
    )
  }

  private func read(vectors: String, ids: String?, for project: Project, count: Int) throws -> Made {
    var embeddings = try NumPyArray(path: vectors).embeddings()
    let ids = ids ?? Self.idsBeside(vectors)
    if let ids {
      Console.note("Whose vector is whose: \(untrusted: ids).")
      embeddings = try VectorIDs(path: ids)
        .arrange(embeddings, for: try project.ids(), ignoringUnknown: true)
    } else if embeddings.count != count {
      throw CommandError(
        "\(vectors) has \(embeddings.count) vectors, but the pool has \(count) instructions.",
        suggestion: "Give one vector per instruction in import order, or their ids with --ids FILE."
      )
    }
    return Made(
      embeddings: embeddings,
      encoder: EncoderDescription(name: Self.fileEncoder, version: try FileDigest.sha256(ofFile: vectors)),
      options: ["vectors": vectors, "ids": ids ?? ""]
    )
  }

  private static func idsBeside(_ vectors: String) -> String? {
    let path = URL(filePath: vectors).deletingPathExtension().appendingPathExtension("ids").path
    return vectors.hasSuffix(".npy") && FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
