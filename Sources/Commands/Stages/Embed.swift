import ArgumentParser
import Curation
import Embedding
import Foundation
import ModelClient
import ProjectStore
import SentenceEncoder

struct Embed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Give every instruction a vector.",
    discussion: """
      lexical    tf-idf reduced by a truncated singular value decomposition: no model, the same vectors every time; \
      it knows words, not meaning
      sentence   a BERT model of sentence-transformers, such as all-MiniLM-L6-v2, on this machine: --model FOLDER, \
      as the model hub lays it out, or the name of one on the shelf (handpick models)
      endpoint   a model behind an OpenAI-compatible /v1/embeddings: --endpoint URL --model NAME

      Without --encoder it is the one that the project is embedded by, else the sentence model on the shelf, else \
      lexical. What is not said of an encoder is as the project's vectors were made by it. Sentence and endpoint encoders read each instruction as SelectLLM's published code does; their \
      vectors depend on the text alone, so that only instructions without one are encoded. Every batch is kept at \
      once: the command can be stopped and run again, and until all is done the project has the vectors that it \
      had. Lexical vectors depend on the whole pool and are all made anew.

      Vectors that were made elsewhere come in with --vectors.
      """
  )

  enum Encoder: String, ExpressibleByArgument, CaseIterable { case lexical, sentence, endpoint }

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "lexical, sentence or endpoint.")
  var encoder: Encoder?

  @Option(
    help:
      "The sentence encoder's model, a folder or a name on the shelf, or the endpoint's by its name there.",
    completion: .directory
  )
  var model: String?

  @Option(
    help:
      "How the sentence encoder computes: float32, or bfloat16, 1.75 times as fast on newer processors. Default: as the project's vectors, else float32."
  )
  var precision: Precision?

  @Option(
    help:
      "The most dimensions of the lexical vectors (256 unless the project has others), or the dimensions to ask the endpoint for."
  )
  var dimensions: Int?

  @Option(help: "The seed of the lexical encoder. Default: the project's, else 0.")
  var seed: UInt64?

  @Option(
    help:
      "What is encoded of an instruction: plain (itself and its input; lexical's default), prompt (as the published code has it; the others' default), or a text of your own with {instruction} and {input} in it, or @FILE with one."
  )
  var text: String?

  @Option(
    help:
      "What vectors are stored as: float16 takes half the room of float32. Default: as the project's vectors or the .npy file, else float32; another than the project's makes all anew."
  )
  var store: VectorElement?

  @Option(help: "A .npy file with one vector per instruction, made elsewhere.", completion: .file())
  var vectors: String?

  @Option(
    help:
      "A file with the id of each vector, one a line. Default: NAME.ids beside NAME.npy, else import order."
  )
  var ids: String?

  @OptionGroup(title: "The endpoint") var asked: EmbeddingOptionGroup

  func validate() throws {
    guard (1...LexicalEncoder.maximumDimensions).contains(dimensions ?? 1) || kind == .endpoint else {
      throw ValidationError("--dimensions must lie between 1 and \(LexicalEncoder.maximumDimensions).")
    }
    guard vectors == nil || kind == nil else {
      throw ValidationError("Give --encoder or --vectors, not both.")
    }
    guard vectors == nil || text == nil else {
      throw ValidationError("--text goes with an encoder; vectors are taken as they are.")
    }
    guard kind != .sentence || dimensions == nil && seed == nil else {
      throw ValidationError("--dimensions and --seed go with another encoder than sentence.")
    }
    guard kind == .endpoint || asked.access.endpoint == nil else {
      throw ValidationError("--endpoint goes with --encoder endpoint.")
    }
    guard kind != .lexical || model == nil && precision == nil else {
      throw ValidationError("--model and --precision go with --encoder sentence, --model with endpoint, too.")
    }
    guard kind != .endpoint || asked.access.endpoint != nil else {
      throw ValidationError("--encoder endpoint needs --endpoint URL or NAME.")
    }
    guard kind == .endpoint || asked.given.isEmpty else {
      throw ValidationError("\(asked.given.joined(separator: ", ")): only with --endpoint.")
    }
    guard kind != .endpoint || seed == nil && precision == nil else {
      throw ValidationError(
        "--seed goes with the lexical encoder, --precision with sentence, neither with endpoint."
      )
    }
    guard ids == nil || vectors != nil else { throw ValidationError("--ids goes with --vectors.") }
  }

  /// The encoder that the options name, one way or another.
  private var kind: Encoder? {
    if let encoder { return encoder }
    if asked.access.endpoint != nil { return .endpoint }
    if model != nil || precision != nil { return .sentence }
    return dimensions != nil || seed != nil ? .lexical : nil
  }

  func run() async throws {
    let project = try Project.open(at: project, access: asked.dryRun ? .readOnly : .readWrite)
    defer { try? project.close() }
    try project.noteWarnings()
    if asked.dryRun,
      let encoder = try asked.encoder(model: model, dimensions: dimensions, text: embeddingText())
    {
      return try EmbeddingDryRun(encoder: encoder, element: store).run(on: project)
    }
    try await stage(for: project).run(on: project, storedAs: store)
  }

  private func stage(for project: Project) throws -> EmbedStage {
    if let vectors { return .file(vectors: vectors, ids: ids) }
    let text = try embeddingText()
    if kind == .endpoint,
      let encoder = try asked.encoder(model: model, dimensions: dimensions, text: text)
    {
      return .texts(encoder)
    }
    return try usualEncoder(for: project, text: text).stage()
  }

  /// The encoder on this machine that the options name, as far as they do.
  private func usualEncoder(for project: Project, text: EmbeddingText?) throws -> UsualEncoder {
    let shelf = try? Models.shelf()
    var encoder =
      switch kind {
      case .lexical: try UsualEncoder.lexical(for: project)
      case .sentence:
        try model.map(UsualEncoder.init(model:)) ?? .sentence(for: project, shelf: shelf)
      case .endpoint, nil: try UsualEncoder(for: project, shelf: shelf)
      }
    if kind != .lexical, model == nil { encoder.note() }
    encoder.dimensions = dimensions ?? encoder.dimensions
    encoder.seed = seed ?? encoder.seed
    encoder.precision = precision ?? encoder.precision
    encoder.text = text ?? encoder.text
    return encoder
  }

  /// The text that the option describes; nil for the encoder's usual one.
  private func embeddingText() throws -> EmbeddingText? {
    try text.map {
      try EmbeddingText($0.hasPrefix("@") ? TextFile(path: String($0.dropFirst())).read() : $0)
    }
  }
}
