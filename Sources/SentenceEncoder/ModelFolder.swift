import Foundation

/// A folder as the model hub lays it out.
struct ModelFolder: Sendable {
  /// The folder's path.
  let path: String

  /// Takes a folder that is there.
  init(path: String) throws(SentenceEncoderError) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue
    else { throw .noFolder(path: path) }
    self.path = path
  }

  /// The folder inside with a name; of an empty name the folder itself.
  func folder(_ name: String) throws(SentenceEncoderError) -> ModelFolder {
    name.isEmpty ? self : try ModelFolder(path: self.path(of: name))
  }

  /// The path of something inside.
  func path(of name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }

  /// The names of the files that say how the model is run, in order: everything but the weights.
  var settings: [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".json") || $0.hasSuffix("vocab.txt") }.sorted()
  }

  /// The bytes of a file, mapped into memory.
  func bytes(of name: String) throws(SentenceEncoderError) -> Data {
    let path = path(of: name)
    guard FileManager.default.fileExists(atPath: path) else { throw .missingFile(path: path) }
    do {
      return try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
  }

  /// What a JSON file says, or nil where there is no such file.
  func json<Value: Decodable>(_ name: String, as type: Value.Type) throws(SentenceEncoderError) -> Value? {
    guard FileManager.default.fileExists(atPath: path(of: name)) else { return nil }
    return try requiredJSON(name, as: type)
  }

  /// What a JSON file says that has to be there.
  func requiredJSON<Value: Decodable>(
    _ name: String,
    as type: Value.Type
  ) throws(SentenceEncoderError) -> Value {
    let bytes = try bytes(of: name)
    do {
      return try JSONDecoder().decode(type, from: bytes)
    } catch {
      throw .malformed(path: path(of: name), problem: Self.problem(of: error))
    }
  }

  /// What a decoder has against a text, in words.
  static func problem(of error: any Error) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "" : " at \(path.map(\.stringValue).joined(separator: "."))"
    }
    return switch error as? DecodingError {
    case .keyNotFound(let key, let context): "it has no “\(key.stringValue)”\(place(context.codingPath))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "something else is expected\(place(context.codingPath))"
    default: "it is not valid JSON"
    }
  }
}
