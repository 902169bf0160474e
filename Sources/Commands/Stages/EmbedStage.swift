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
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - element: What the vectors are stored as; nil for what the project's or the file's are, else float32.
  /// - Throws: What keeps it from embedding all.
  func run(on project: Project, storedAs element: VectorElement? = nil) async throws {
    try project.requireInstructions()
    let count = try project.instructionCount
    switch self {
    case .texts(let encoder):
      try await EncodingStage(encoder: encoder, element: element).run(on: project)
    case .lexical(let dimensions, let seed, let text):
      let encoder = LexicalEncoder(dimensions: dimensions, seed: seed)
      try await keep(count, as: element, in: project) { line in
        try vectors(of: text, by: encoder, for: project, count: count, on: &line)
      }
    case .file(let vectors, let ids):
      try await keep(count, as: element, in: project) { line in
        try read(vectors: vectors, ids: ids, for: project, count: count, on: &line)
      }
    }
  }

  /// Keeps vectors that are made or read all at once.
  private func keep(
    _ count: Int,
    as element: VectorElement?,
    in project: Project,
    _ make: @escaping @Sendable (inout ProgressLine) throws -> Made
  ) async throws {
    try await interruptible {
      let started = Clock.now
      var line = ProgressLine("embedding")
      defer { line.finish() }
      let made = try make(&line)
      line.begin("saving vectors")
      try save(made, as: element, in: project, count: count, started: started, on: &line)
    }
  }

  /// Vectors for all instructions, what made them, and how.
  private struct Made {
    var dimensions: Int
    /// What they are stored as unless somebody says otherwise.
    var element: VectorElement
    var encoder: EncoderDescription
    var options: [String: String]
    /// The vector of a row of the pool; large files are never in memory whole.
    var vector: (_ row: Int) -> [Float]
  }

  private func save(
    _ made: Made,
    as element: VectorElement?,
    in project: Project,
    count: Int,
    started: Date,
    on line: inout ProgressLine
  ) throws {
    let encoder = made.encoder
    let before = try project.embeddingSummary().flatMap { $0.encoder == encoder ? $0 : nil }
    try project.save(
      rows: Array(0..<count),
      dimensions: made.dimensions,
      as: element ?? before?.element ?? made.element,
      encoder: encoder,
      stage: Stage(
        name: .embed,
        options: made.options.merging(["encoder": encoder.name, "encoder-version": encoder.version]) { $1 },
        counts: ["vectors": count, "dimensions": made.dimensions],
        version: Version.current,
        started: started,
        finished: Clock.now
      ),
      vector: { row in
        line.show(row + 1, of: count)
        return made.vector(row)[...]
      }
    )
    line.finish()
    let scope: DisplayText =
      before != nil && encoder.name == LexicalEncoder.name
      ? ", all of them anew: its vectors depend on the whole pool" : ""
    Console.note(
      "Embedded \(count) instructions in \(made.dimensions) dimensions with the \(untrusted: encoder.name) encoder\(scope)."
    )
  }

  private func vectors(
    of text: EmbeddingText,
    by encoder: LexicalEncoder,
    for project: Project,
    count: Int,
    on line: inout ProgressLine
  ) throws -> Made {
    line.showTitle()
    var texts: [String] = []
    texts.reserveCapacity(count)
    try project.forEachInstruction { instruction in
      try Task.checkCancellation()
      texts.append(text.text(of: instruction))
    }
    let embeddings = try encoder.encode(texts) { share in line.show(Int(share * 100), of: 100) }
    return Made(
      dimensions: embeddings.dimensions,
      element: .float32,
      encoder: EncoderDescription(name: LexicalEncoder.name, version: LexicalEncoder.version),
      options: [
        "dimensions": "\(encoder.dimensions)", "seed": "\(encoder.seed)",
        "text": text.name,
      ]
    ) { Array(embeddings[$0]) }
  }

  private func read(
    vectors: String,
    ids: String?,
    for project: Project,
    count: Int,
    on line: inout ProgressLine
  ) throws -> Made {
    line.begin("reading \(untrusted: vectors)")
    let array = try NumPyArray(path: vectors)
    try array.checkVectors()
    let ids = ids ?? Self.idsBeside(vectors)
    var rows: [Int]?
    if let ids {
      line.finish()
      Console.note("Whose vector is whose: \(untrusted: ids).")
      line.begin("reading \(untrusted: ids)")
      rows = try VectorIDs(path: ids)
        .rows(of: try project.ids(), amongVectors: array.rows, ignoringUnknown: true)
    } else if array.rows != count {
      throw CommandError(
        "\(vectors) has \(array.rows) vectors, but the pool has \(count) instructions.",
        suggestion: "Give one vector per instruction in import order, or their ids with --ids FILE."
      )
    }
    return Made(
      dimensions: array.columns,
      element: array.element,
      encoder: EncoderDescription(name: Self.fileEncoder, version: try FileDigest.sha256(ofFile: vectors)),
      options: ["vectors": vectors, "ids": ids ?? ""]
    ) { [rows] row in array.vector(rows?[row] ?? row) }
  }

  private static func idsBeside(_ vectors: String) -> String? {
    let path = URL(filePath: vectors).deletingPathExtension().appendingPathExtension("ids").path
    return vectors.hasSuffix(".npy") && FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
