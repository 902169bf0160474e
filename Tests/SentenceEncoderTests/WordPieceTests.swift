import Curation
import Embedding
import Fingerprint
import Foundation
import Interchange
import TestSupport
import Testing

@testable import SentenceEncoder

@Suite struct WordPieceTests {
  private let folder: TemporaryFolder
  private let reference: ReferenceTokens

  init() throws {
    folder = try TemporaryFolder()
    reference = try ReferenceTokens.load()
    try folder.write(ReferenceTokens.tinyTokenizer(), to: "tokenizer.json")
  }

  @Test func `hostile strings become the reference's tokens`() throws {
    var tokenizer = try WordPiece(WordPieceSettings(folder: ModelFolder(path: folder.path)))
    for example in reference.cases {
      #expect(
        tokenizer.tokens(of: example.text, limit: reference.limit) == example.tiny,
        "\(example.text.debugDescription)"
      )
      #expect(
        tokenizer.tokens(of: example.text, limit: 8) == example.short,
        "\(example.text.debugDescription)"
      )
    }
  }

  @Test func `where capitals and accents are kept the reference's tokens come out, too`() throws {
    var settings = try WordPieceSettings(folder: ModelFolder(path: folder.path))
    settings.steps.lowercases = false
    settings.steps.stripsAccents = false
    var tokenizer = WordPiece(settings)
    for example in reference.cases {
      #expect(
        tokenizer.tokens(of: example.text, limit: reference.limit) == example.cased,
        "\(example.text.debugDescription)"
      )
    }
  }

  @Test(arguments: [0, 1, 2, 3, 14])
  func `every scalar becomes the words that the reference makes of it`(plane: UInt32) throws {
    var normalizer = BertNormalizer(BertNormalizer.Steps())
    var lines = ""
    for value in plane << 16..<(plane + 1) << 16 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var words = [""]
      for piece in normalizer.pieces(of: scalar) {
        switch piece {
        case .letter(let scalar), .mark(let scalar, _): words[words.count - 1].unicodeScalars.append(scalar)
        case .punctuation(let scalar): words += [String(scalar), ""]
        case .space: words.append("")
        case .boundary: break
        }
      }
      lines += words.filter { !$0.isEmpty }.joined(separator: " ") + "\n"
    }
    #expect(SHA256(of: lines.utf8.dropLast()).hexadecimal == reference.planes["\(plane)"])
  }

  @Test func `a vocabulary of one token a line gives the same tokens`() throws {
    let tokens = try WordPieceSettings(folder: ModelFolder(path: folder.path)).vocabulary
    let other = try TemporaryFolder()
    try other.write(tokens.map { $0 + "\n" }.joined(), to: "vocab.txt")
    var tokenizer = try WordPiece(WordPieceSettings(folder: ModelFolder(path: other.path)))
    for example in reference.cases {
      #expect(tokenizer.tokens(of: example.text, limit: reference.limit) == example.tiny)
    }
  }

  @Test func `tokens that are found in what becomes of a text are found in any case`() throws {
    let tiny = try JSONSerialization.jsonObject(with: ReferenceTokens.tinyTokenizer())
    var file = try #require(tiny as? [String: Any])
    var added = try #require(file["added_tokens"] as? [[String: Any]])
    for (id, token, isNormalized) in [(900, "<unk>", true), (901, "<mask>", false)] {
      added.append([
        "id": id, "content": token, "single_word": false, "lstrip": !isNormalized, "rstrip": false,
        "normalized": isNormalized,
      ])
    }
    file["added_tokens"] = added
    try folder.write(JSONSerialization.data(withJSONObject: file), to: "tokenizer.json")
    var tokenizer = try WordPiece(WordPieceSettings(folder: ModelFolder(path: folder.path)))
    func count(_ id: Int32, in text: String) -> Int {
      tokenizer.tokens(of: text, limit: 64).count { $0 == id }
    }
    // The same as the library `tokenizers` has.
    #expect(count(900, in: "a<UNK>b the <Unk> <unk ><UNK") == 2)
    #expect(count(901, in: "a   <mask><unk> <MASK>") == 1)
  }

  @Test func `a long text is not read to its end`() throws {
    var tokenizer = try WordPiece(WordPieceSettings(folder: ModelFolder(path: folder.path)))
    let text = String(repeating: "the ", count: 4_000_000)
    let tokens = tokenizer.tokens(of: text, limit: 256)
    #expect(tokens.count == 256)
    #expect(tokens.last == tokenizer.settings.closing)
  }
}

@Suite(.enabled(if: SentenceModel.folder != nil, SentenceModel.howToInstall))
struct RealTokenizerTests {
  private let settings: WordPieceSettings
  private let reference: ReferenceTokens

  init() throws {
    settings = try WordPieceSettings(folder: ModelFolder(path: try #require(SentenceModel.folder)))
    reference = try ReferenceTokens.load()
  }

  @Test func `hostile strings become the reference's tokens`() throws {
    var tokenizer = WordPiece(settings)
    for example in reference.cases {
      #expect(
        tokenizer.tokens(of: example.text, limit: reference.limit) == example.real,
        "\(example.text.debugDescription)"
      )
    }
  }

  @Test(
    .enabled(if: SharedData.isPresent, SharedData.note),
    arguments: ["dolly-1k.jsonl", "gsm8k-7k.jsonl.gz"]
  )
  func `whole pools become the reference's tokens`(name: String) throws {
    var tokenizer = WordPiece(settings)
    let pool = try #require(reference.pools[name])
    let reader = try PoolReader([.file(path: SharedData.path(name))])
    var lines = ""
    var rows = 0
    while let record = try reader.next() {
      let text = EmbeddingText.prompt.text(of: record.instruction)
      lines +=
        tokenizer.tokens(of: text, limit: reference.limit).map(String.init).joined(separator: " ") + "\n"
      rows += 1
    }
    #expect(rows == pool.rows)
    #expect(SHA256(of: lines).hexadecimal == pool.sha256)
  }
}
