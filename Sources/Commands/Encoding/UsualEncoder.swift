import Embedding
import Foundation
import ProjectStore
import SentenceEncoder
import TextUI

/// The encoder that embeds a project as far as nobody says how: as its vectors were made, if by that encoder.
struct UsualEncoder {
  /// Which it is.
  enum Kind: Equatable {
    case lexical
    /// A model, by its folder or its name on the shelf.
    case sentence(model: String)
  }

  /// Which it is.
  let kind: Kind
  /// The most dimensions of lexical vectors.
  var dimensions = LexicalEncoder.defaultDimensions
  /// The seed of the lexical encoder.
  var seed: UInt64 = 0
  /// How a sentence model computes.
  var precision = Precision.float32
  /// Which text of an instruction is encoded; nil for what is usual for the encoder.
  var text: EmbeddingText?
  /// Why it is this one.
  let reason: String

  /// What it is called.
  var title: String {
    switch kind {
    case .lexical: "the lexical encoder"
    case .sentence(let model): "the sentence model \(model)"
    }
  }

  /// Chooses: what a project is embedded by already, else the model on the shelf, else the lexical encoder.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - shelf: The person's models.
  /// - Throws: `CommandError` where the vectors came from elsewhere, which are not replaced unasked.
  init(for project: Project, shelf: ModelShelf?) throws {
    switch try project.knownEncoding()?.encoder.name {
    case LexicalEncoder.name?: self = try .lexical(for: project)
    case SentenceEncoder.name?: self = try .sentence(for: project, shelf: shelf)
    case EndpointTextEncoder.name?:
      let known = try project.knownEncoding()
      throw CommandError(
        "The project is embedded by \(known?.encoder.version ?? "") at \(known?.options["endpoint"] ?? "an endpoint").",
        suggestion: "Name it again, with --endpoint and --model, or another --encoder."
      )
    case EmbedStage.fileEncoder?:
      throw CommandError(
        "The project's vectors came from \(try project.knownEncoding()?.options["vectors"] ?? "a file").",
        suggestion: "Give new ones with --vectors FILE, or name an --encoder to replace them."
      )
    default:
      self = shelf.flatMap(Self.init(first:)) ?? Self(.lexical, because: Self.emptyShelf)
    }
  }

  /// The lexical encoder, as the project's vectors were made by it.
  static func lexical(for project: Project) throws -> Self {
    guard let options = try project.knownEncoding(by: LexicalEncoder.name)?.options else {
      return Self(.lexical, because: "as was said")
    }
    var encoder = Self(.lexical, because: ownReason)
    encoder.dimensions = options["dimensions"].flatMap(Int.init) ?? encoder.dimensions
    encoder.seed = options["seed"].flatMap(UInt64.init) ?? encoder.seed
    encoder.text = options["text"].flatMap { try? EmbeddingText($0) }
    return encoder
  }

  /// A sentence encoder of which nobody names the model: that of the project's vectors, else the first on the shelf.
  ///
  /// - Throws: `CommandError` where the one is not there any more, or there is no other.
  static func sentence(for project: Project, shelf: ModelShelf?) throws -> Self {
    guard let options = try project.knownEncoding(by: SentenceEncoder.name)?.options else {
      guard let first = shelf.flatMap(Self.init(first:)) else {
        throw CommandError(
          "There is no sentence model on the shelf.",
          suggestion: "Name one with --model FOLDER, or put one there: handpick models add FOLDER"
        )
      }
      return first
    }
    let model = options["model"] ?? ""
    guard FileManager.default.fileExists(atPath: model + "/config.json") else {
      throw CommandError(
        "The project is embedded by the sentence model \(model), which is not there any more.",
        suggestion: "Name a model with --model, or another --encoder."
      )
    }
    var encoder = Self(.sentence(model: model), because: ownReason)
    encoder.precision = options["precision"].flatMap(Precision.init) ?? encoder.precision
    encoder.text = options["text"].flatMap { try? EmbeddingText($0) }
    return encoder
  }

  /// A sentence encoder whose model somebody names.
  init(model: String) { self.init(.sentence(model: model), because: "as was said") }

  /// The first model on the shelf; nil where it is empty.
  private init?(first shelf: ModelShelf) {
    let count = shelf.names.count
    guard let name = shelf.names.first else { return nil }
    self.init(
      .sentence(model: name),
      because: count == 1
        ? "the only one on the shelf" : "the first of \(count) on the shelf; --model names another"
    )
  }

  private init(_ kind: Kind, because reason: String) {
    self.kind = kind
    self.reason = reason
  }

  private static let ownReason = "the project has vectors by it"
  private static let emptyShelf = "no sentence model is on the shelf; see handpick models"

  /// The stage that embeds with it.
  func stage() throws -> EmbedStage {
    switch kind {
    case .lexical: .lexical(dimensions: dimensions, seed: seed, text: text ?? .plain)
    case .sentence(let model):
      .texts(
        try SentenceTextEncoder(
          folder: Models.folder(for: model),
          precision: precision,
          text: text ?? .prompt
        )
      )
    }
  }

  /// Says which it is, on standard error.
  func note() { Console.note("Embedding with \(untrusted: title): \(untrusted: reason).") }
}

extension Project {
  /// What makes the project's vectors, or made those that it has.
  fileprivate func knownEncoding() throws -> Encoding? { try embeddingDraft()?.encoding ?? presentEncoding() }

  /// What makes or made the project's vectors, if that is an encoder of this name.
  fileprivate func knownEncoding(by name: String) throws -> Encoding? {
    try [embeddingDraft()?.encoding, presentEncoding()].compactMap(\.self).first { $0.encoder.name == name }
  }
}
