import ArgumentParser
import Embedding
import ProjectStore
import SentenceEncoder

struct Embed: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Give every instruction a vector.",
    discussion: """
      The built-in encoder is lexical: tf-idf reduced by a truncated singular value decomposition. It needs no \
      model, gives the same vectors every time, and knows words, not meaning. --encoder sentence --model FOLDER \
      runs a BERT model of sentence-transformers, such as all-MiniLM-L6-v2, on this machine; the folder is as the \
      model hub lays it out, and models add puts one aside to call it by name. It reads each instruction as SelectLLM's published code does. Vectors that were made \
      elsewhere come in with --vectors.
      """
  )

  enum Encoder: String, ExpressibleByArgument, CaseIterable { case lexical, sentence }

  @Argument(help: "The project file.", completion: .file(extensions: ["handpick"]))
  var project: String

  @Option(help: "The built-in encoder to use.")
  var encoder: Encoder = .lexical

  @Option(
    help: "The sentence encoder's model: its folder, or its name on the shelf (handpick models).",
    completion: .directory
  )
  var model: String?

  @Option(help: "How the sentence encoder computes: float32, or bfloat16, twice as fast on newer processors.")
  var precision: Precision = .float32

  @Option(help: "The most dimensions of the lexical vectors.")
  var dimensions: Int = LexicalEncoder.defaultDimensions

  @Option(help: "The seed of the lexical encoder.")
  var seed: UInt64 = 0

  @Option(help: "A .npy file with one vector per instruction, made elsewhere.", completion: .file())
  var vectors: String?

  @Option(help: "A file with the id of each vector, one a line. Default: vectors are in import order.")
  var ids: String?

  func validate() throws {
    guard (1...LexicalEncoder.maximumDimensions).contains(dimensions) else {
      throw ValidationError("--dimensions must lie between 1 and \(LexicalEncoder.maximumDimensions).")
    }
    guard encoder == .lexical || model != nil else {
      throw ValidationError("--encoder sentence needs --model FOLDER or NAME.")
    }
    guard encoder == .sentence || model == nil else {
      throw ValidationError("--model goes with --encoder sentence.")
    }
    guard encoder == .lexical || vectors == nil else {
      throw ValidationError("Give --encoder or --vectors, not both.")
    }
    guard ids == nil || vectors != nil else { throw ValidationError("--ids goes with --vectors.") }
  }

  func run() async throws {
    let project = try Project.open(at: project)
    defer { try? project.close() }
    try project.noteWarnings()
    let stage: EmbedStage =
      if let vectors {
        .file(vectors: vectors, ids: ids)
      } else if let model {
        .sentence(model: try Models.folder(for: model), precision: precision)
      } else {
        .lexical(dimensions: dimensions, seed: seed)
      }
    try await stage.run(on: project)
  }
}
