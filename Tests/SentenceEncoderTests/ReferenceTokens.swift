import Foundation

@testable import SentenceEncoder

/// What the library `tokenizers` made of texts, as `Reference/reference-tokens.py` wrote it down.
struct ReferenceTokens: Decodable {
  struct Case: Decodable {
    var text: String
    var tiny: [Int32]
    var short: [Int32]
    var cased: [Int32]
    var real: [Int32]
  }

  struct Pool: Decodable {
    var rows: Int
    var tokens: Int
    var sha256: String
  }

  var limit: Int
  var cases: [Case]
  var pools: [String: Pool]
  var planes: [String: String]

  /// The file as it lies beside the tests.
  static let bytes = Result {
    try Data(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Reference/reference-tokens.json")
    )
  }

  /// Everything in the file but the tiny tokenizer.
  static func load() throws -> ReferenceTokens {
    try JSONDecoder().decode(ReferenceTokens.self, from: bytes.get())
  }

  /// The tokenizer with the tiny vocabulary, as a `tokenizer.json`.
  static func tinyTokenizer() throws -> Data {
    let all = try JSONSerialization.jsonObject(with: bytes.get()) as? [String: Any]
    return try JSONSerialization.data(withJSONObject: all?["tiny"] ?? [:])
  }
}
