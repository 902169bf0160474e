import ArgumentParser
import Embedding
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
      sentence   a BERT or MPNet model of sentence-transformers, such as all-MiniLM-L6-v2, on this machine: --model FOLDER, \
      as the model hub lays it out, or the name of one on the shelf (handpick models)
      endpoint   a model behind an OpenAI-compatible /v1/embeddings: --endpoint URL --model NAME

      Without --encoder it is the one that the project is embedded by, else the sentence model on the \
      shelf, else lexical. What is not said of the lexical encoder, or of a sentence encoder without \
      --model, is as the project's vectors were made by it. Sentence and endpoint encoders read each \
      instruction as SelectLLM's published code does; their vectors depend on the text alone, so that only \
      instructions without one are encoded. Every batch is kept at once: the command can be stopped and run \
      again, and until all is done the project has the vectors that it had. Lexical vectors depend on the \
      whole pool and are all made anew.

      Vectors that were made elsewhere come in with --vectors.
      """
  )

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @OptionGroup var options: EmbedOptionGroup

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

  @OptionGroup(title: "The endpoint") var asked: EmbeddingOptionGroup

  func validate() throws {
    guard (1...LexicalEncoder.maximumDimensions).contains(dimensions ?? 1) || kind == .endpoint else {
      throw ValidationError("--dimensions must lie between 1 and \(LexicalEncoder.maximumDimensions).")
    }
    guard options.vectors == nil || kind == nil else { throw EmbedOptionGroup.bothWays }
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
  }

  /// The encoder that the options name, one way or another.
  private var kind: EmbedOptionGroup.Encoder? {
    if let encoder = options.encoder { return encoder }
    if asked.access.endpoint != nil { return .endpoint }
    if model != nil || precision != nil { return .sentence }
    return dimensions != nil || seed != nil ? .lexical : nil
  }

  func run() async throws {
    let project = try Project.open(at: project, access: asked.dryRun ? .readOnly : .readWrite)
    defer { try? project.close() }
    try project.noteWarnings()
    guard
      kind == .endpoint,
      let encoder = try asked.encoder(model: model, dimensions: dimensions, text: options.embeddingText())
    else {
      return try await options.stage(
        kind,
        model: model,
        precision: precision,
        dimensions: dimensions,
        seed: seed,
        for: project
      )
      .run(on: project, storedAs: options.store)
    }
    if asked.dryRun { return try EmbeddingDryRun(encoder: encoder, element: options.store).run(on: project) }
    try await EmbedStage.texts(encoder).run(on: project, storedAs: options.store)
  }
}
