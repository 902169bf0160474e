import Curation
import Embedding
import Foundation
import Interchange
import ProjectStore
import Statistics

/// How much the answers of a file are like the reference answers.
struct PredictionJSON: Encodable {
  var file: String
  /// How many answers have no reference and were left out.
  var withoutReference: Int
  /// The F of ROUGE-L, from 0 to 1.
  var rougeL: MeanJSON
  /// The cosine similarity of the vectors; absent without vectors.
  var cosine: MeanJSON?
}

/// Reads answers of models and the answers that they should have given.
struct PredictionReader {
  private let references: [InstructionID: String]
  private let referenceVectors: [InstructionID: [Float]]

  /// Reads reference answers from a file, with vectors if there is a `.npy` beside it, else those in the pool.
  init(project: Project, references path: String?) throws {
    if let path {
      let file = try AnswerFile(path: path, kind: .reference)
      references = Dictionary(zip(file.ids, file.answers)) { first, _ in first }
      referenceVectors = try Self.vectors(beside: path, of: file.ids) ?? [:]
    } else {
      var known: [InstructionID: String] = [:]
      try project.forEachInstruction { if !$0.reference.isEmpty { known[$0.id] = $0.reference } }
      references = known
      referenceVectors = [:]
      guard !known.isEmpty else {
        throw CommandError(
          "The pool has no reference answers.",
          suggestion: "Name a file of them with --references."
        )
      }
    }
  }

  /// Measures the answers of files.
  func read(_ paths: [String]) throws -> [PredictionJSON] {
    try paths.map { path in
      let file = try AnswerFile(path: path, kind: .prediction)
      let vectors = try Self.vectors(beside: path, of: file.ids)
      let pairs = zip(file.ids, file.answers).compactMap { id, answer -> PredictionQuality.Pair? in
        guard let reference = references[id] else { return nil }
        var pair = PredictionQuality.Pair(prediction: answer, reference: reference)
        if let own = vectors?[id], let other = referenceVectors[id], own.count == other.count {
          pair.vectors = (own, other)
        }
        return pair
      }
      guard !pairs.isEmpty else {
        throw CommandError(
          "None of the answers in \(path) has a reference answer.",
          suggestion: "The ids must be those of the pool, or of the file named with --references."
        )
      }
      let quality = PredictionQuality(pairs)
      return PredictionJSON(
        file: path,
        withoutReference: file.ids.count - pairs.count,
        rougeL: MeanJSON(quality.rougeL),
        cosine: quality.cosine.count > 0 ? MeanJSON(quality.cosine) : nil
      )
    }
  }

  /// The vectors in the `.npy` file beside another, a row for each of its lines; nil where there is none.
  private static func vectors(
    beside path: String,
    of ids: [InstructionID]
  ) throws -> [InstructionID: [Float]]? {
    let file = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("npy").path
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    let vectors = try NumPyArray(path: file).embeddings()
    guard vectors.count == ids.count else {
      throw CommandError(
        "\(file) has \(vectors.count) rows, \(path) \(ids.count) answers.",
        suggestion: "It must have a row for each line, in the same order; move it away to go without."
      )
    }
    return Dictionary(zip(ids, ids.indices.map { Array(vectors[$0]) })) { first, _ in first }
  }
}
