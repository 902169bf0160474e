import Embedding
import Foundation
import ProjectStore
import SentenceEncoder
import TextUI

/// The encoder that embeds a project where nobody names one.
struct UsualEncoder {
  /// Which it is.
  enum Choice: Equatable {
    case lexical
    /// A model, by its folder or its name on the shelf.
    case sentence(model: String, precision: Precision)
  }

  /// Which it is.
  let choice: Choice
  /// Which text of an instruction it encodes; nil for its usual one.
  let text: EmbeddingText?
  /// What it is called, and why it is this one.
  let (title, reason): (String, String)

  private init(_ choice: Choice, of text: EmbeddingText? = nil, _ title: String, because reason: String) {
    self.choice = choice
    self.text = text
    self.title = title
    self.reason = reason
  }

  /// Chooses: what a project is embedded by already, else the model on the shelf, else the lexical encoder.
  ///
  /// - Parameters:
  ///   - project: The project.
  ///   - shelf: The person's models.
  /// - Throws: `CommandError` where the vectors came from elsewhere, which are not replaced unasked.
  init(for project: Project, shelf: ModelShelf?) throws {
    let known = try project.embeddingDraft()?.encoding ?? project.presentEncoding()
    switch known?.encoder.name {
    case SentenceEncoder.name?:
      let model = known?.options["model"] ?? ""
      guard FileManager.default.fileExists(atPath: model + "/config.json") else {
        throw CommandError(
          "The project is embedded by the sentence model \(model), which is not there any more.",
          suggestion: "Name a model with --model, or another --encoder."
        )
      }
      let precision = known?.options["precision"].flatMap(Precision.init) ?? .float32
      self.init(
        .sentence(model: model, precision: precision),
        of: known?.options["text"].flatMap { try? EmbeddingText($0) },
        "the sentence model \(model)",
        because: "the project has vectors by it"
      )
      return
    case EndpointTextEncoder.name?:
      throw CommandError(
        "The project is embedded by \(known?.encoder.version ?? "") at \(known?.options["endpoint"] ?? "an endpoint").",
        suggestion: "Name it again, with --endpoint and --model, or another --encoder."
      )
    case "file"?:
      throw CommandError(
        "The project's vectors came from \(known?.options["vectors"] ?? "a file").",
        suggestion: "Give new ones with --vectors FILE, or name an --encoder to replace them."
      )
    default: break
    }
    guard let shelf, let model = try? Self.model(on: shelf) else {
      self.init(
        .lexical,
        "the lexical encoder",
        because: "no sentence model is on the shelf; see handpick models"
      )
      return
    }
    let count = shelf.names.count
    self.init(
      .sentence(model: model, precision: .float32),
      "the sentence model \(model)",
      because: count == 1
        ? "the only one on the shelf" : "the first of \(count) on the shelf; --model names another"
    )
  }

  /// The model that is meant where nobody names one: the first on the shelf.
  static func model(on shelf: ModelShelf) throws -> String {
    guard let name = shelf.names.first else {
      throw CommandError(
        "There is no sentence model on the shelf.",
        suggestion: "Name one with --model FOLDER, or put one there: handpick models add FOLDER"
      )
    }
    return name
  }

  /// The stage, with this seed where it counts, and with another text than the usual one where that is given.
  func stage(seed: UInt64 = 0, text other: EmbeddingText? = nil) throws -> EmbedStage {
    let text = other ?? text
    switch choice {
    case .lexical:
      return .lexical(dimensions: LexicalEncoder.defaultDimensions, seed: seed, text: text ?? .plain)
    case .sentence(let model, let precision):
      let folder = try Models.folder(for: model)
      return .texts(try SentenceTextEncoder(folder: folder, precision: precision, text: text ?? .prompt))
    }
  }

  /// Says which it is, on standard error.
  func note() { Console.note("Embedding with \(untrusted: title): \(untrusted: reason).") }
}
