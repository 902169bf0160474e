import ArgumentParser
import Curation
import Embedding
import ProjectStore
import SentenceEncoder

/// What gives every instruction a vector.
struct EmbedOptionGroup: ParsableArguments {
  enum Encoder: String, ExpressibleByArgument, CaseIterable { case lexical, sentence, endpoint }

  @Option(help: "lexical, sentence or endpoint.")
  var encoder: Encoder?

  @Option(
    help:
      "What is encoded of an instruction: plain (itself and its input; lexical's default), prompt (as the published code has it; the others' default), or a text of your own with {instruction} and {input} in it, or @FILE with one."
  )
  var text: String?

  @Option(
    help:
      "What vectors are stored as: float16 takes half the room of float32. Default: as the project's vectors by the encoder, or the .npy file, else float32; another than the project's makes all anew."
  )
  var store: VectorElement?

  @Option(help: "A .npy file with one vector per instruction, made elsewhere.", completion: .file())
  var vectors: String?

  @Option(
    help:
      "A file with the id of each vector, one a line. Default: NAME.ids beside NAME.npy, else import order."
  )
  var ids: String?

  func validate() throws {
    guard vectors == nil || encoder == nil else { throw Self.bothWays }
    guard vectors == nil || text == nil else {
      throw ValidationError("--text goes with an encoder; vectors are taken as they are.")
    }
    guard ids == nil || vectors != nil else { throw ValidationError("--ids goes with --vectors.") }
  }

  /// That vectors come from an encoder or from a file.
  static var bothWays: ValidationError { ValidationError("Give --encoder or --vectors, not both.") }

  /// The stage that needs no endpoint; what is not said of an encoder is as the project's vectors were made by it.
  ///
  /// - Parameters:
  ///   - kind: The encoder; nil for the usual one, unless vectors are given.
  ///   - model: The sentence encoder's model.
  ///   - precision: How the sentence encoder computes.
  ///   - dimensions: The most dimensions of lexical vectors.
  ///   - seed: The seed of the lexical encoder.
  ///   - project: The project.
  /// - Returns: The stage.
  /// - Throws: What is wrong with the text or the model.
  func stage(
    _ kind: Encoder?,
    model: String?,
    precision: Precision? = nil,
    dimensions: Int? = nil,
    seed: UInt64?,
    for project: Project
  ) throws -> EmbedStage {
    if let vectors { return .file(vectors: vectors, ids: ids) }
    let shelf = try? Models.shelf()
    var encoder =
      switch kind {
      case .lexical: try UsualEncoder.lexical(for: project)
      case .sentence: try model.map(UsualEncoder.init(model:)) ?? .sentence(for: project, shelf: shelf)
      case .endpoint, nil: try UsualEncoder(for: project, shelf: shelf)
      }
    if kind != .lexical, model == nil { encoder.note() }
    encoder.dimensions = dimensions ?? encoder.dimensions
    encoder.seed = seed ?? encoder.seed
    encoder.precision = precision ?? encoder.precision
    encoder.text = try embeddingText() ?? encoder.text
    return try encoder.stage()
  }

  /// The text that the option describes; nil for the encoder's usual one.
  func embeddingText() throws -> EmbeddingText? {
    try text.map {
      try EmbeddingText($0.hasPrefix("@") ? TextFile(path: String($0.dropFirst())).read() : $0)
    }
  }
}
