import Foundation

/// The vocabulary and the rules of a WordPiece tokenizer.
struct WordPieceSettings: Sendable {
  /// The tokens by their ids.
  var vocabulary: [String]
  /// The tokens that are found in a text as they are written, before anything is done to it.
  var specialTokens: [String: Int]
  /// Those that are found in what becomes of a text, as far as its case goes: `<unk>` in `<UNK>`, too.
  var normalizedTokens: [String: Int] = [:]
  /// The ids of the tokens for the beginning, the end and what is not in the vocabulary.
  var opening: Int32
  var closing: Int32
  var unknown: Int32
  /// What a token begins with that goes on with a word.
  var continuationPrefix = "##"
  /// Words of more scalars than these are unknown.
  var longestWord = 100
  /// What is done to a text before it is taken apart.
  var steps = BertNormalizer.Steps()
}

extension WordPieceSettings {
  /// Reads `tokenizer.json`, or `vocab.txt` with `tokenizer_config.json` where a folder has no such file.
  init(folder: ModelFolder) throws(SentenceEncoderError) {
    if let file = try folder.json("tokenizer.json", as: TokenizerFile.self) {
      try self.init(file, path: folder.path(of: "tokenizer.json"))
    } else {
      try self.init(vocabularyOf: folder)
    }
  }

  private init(_ file: TokenizerFile, path: String) throws(SentenceEncoderError) {
    func refuse(_ problem: String) -> SentenceEncoderError { .unsupported(path: path, problem: problem) }
    guard file.model.type ?? "WordPiece" == "WordPiece" else {
      throw refuse("its tokenizer is “\(file.model.type ?? "")”, not WordPiece")
    }
    guard let normalizer = file.normalizer, normalizer.type == "BertNormalizer" else {
      throw refuse("its normalizer is not BertNormalizer")
    }
    guard file.pre_tokenizer?.type == "BertPreTokenizer" else {
      throw refuse("its pre-tokenizer is not BertPreTokenizer")
    }
    guard let (opening, closing) = file.post_processor?.ends else {
      throw refuse("its tokens are not framed by one before and one after")
    }
    let added = file.added_tokens ?? []
    // Blanks around a token are dropped in any case.
    if let odd = added.first(where: \.single_word) {
      throw refuse("the token “\(odd.content)” is found by rules of its own")
    }
    // Keys that are canonically equal become one, which leaves an id that nobody has.
    let vocabulary = file.model.vocab.sorted { $0.value < $1.value }
    guard vocabulary.map(\.value).elementsEqual(vocabulary.indices) else {
      throw .malformed(path: path, problem: "the ids of its vocabulary are not 0, 1, 2 and so on")
    }
    let specials = Dictionary(added.lazy.filter { !$0.normalized }.map { ($0.content, $0.id) }) { $1 }
    let normalized = Dictionary(added.lazy.filter(\.normalized).map { ($0.content, $0.id) }) { $1 }
    func id(_ token: String) throws(SentenceEncoderError) -> Int32 {
      guard let id = specials[token] ?? normalized[token] ?? file.model.vocab[token] else {
        throw .malformed(path: path, problem: "its vocabulary has no \(token)")
      }
      return Int32(id)
    }
    try self.init(
      vocabulary: vocabulary.map(\.key),
      specialTokens: specials,
      normalizedTokens: normalized,
      opening: id(opening),
      closing: id(closing),
      unknown: id(file.model.unk_token),
      continuationPrefix: file.model.continuing_subword_prefix ?? "##",
      longestWord: file.model.max_input_chars_per_word ?? 100,
      steps: BertNormalizer.Steps(
        cleansText: normalizer.clean_text,
        separatesIdeographs: normalizer.handle_chinese_chars,
        stripsAccents: normalizer.strip_accents ?? normalizer.lowercase,
        lowercases: normalizer.lowercase
      )
    )
  }

  /// Reads one token a line, as BERT was published.
  private init(vocabularyOf folder: ModelFolder) throws(SentenceEncoderError) {
    let path = folder.path(of: "vocab.txt")
    let bytes = try folder.bytes(of: "vocab.txt")
    // By bytes: a line feed behind a carriage return is no character of its own.
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let vocabulary = lines.map { String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self) }
    func id(_ token: String) throws(SentenceEncoderError) -> Int32 {
      guard let id = vocabulary.firstIndex(of: token) else {
        throw .malformed(path: path, problem: "it has no line \(token)")
      }
      return Int32(id)
    }
    let settings = try folder.json("tokenizer_config.json", as: TokenizerConfiguration.self)
    let lowercases = settings?.do_lower_case ?? true
    try self.init(
      vocabulary: vocabulary,
      specialTokens: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].reduce(into: [:]) {
        $0[$1] = vocabulary.firstIndex(of: $1)
      },
      opening: id("[CLS]"),
      closing: id("[SEP]"),
      unknown: id("[UNK]"),
      steps: BertNormalizer.Steps(
        separatesIdeographs: settings?.tokenize_chinese_chars ?? true,
        stripsAccents: settings?.strip_accents ?? lowercases,
        lowercases: lowercases
      )
    )
  }
}

/// `tokenizer_config.json`, as far as it matters where there is no `tokenizer.json`.
private struct TokenizerConfiguration: Decodable {
  var do_lower_case: Bool?
  var tokenize_chinese_chars: Bool?
  var strip_accents: Bool?
}

/// `tokenizer.json`; its truncation and padding are passed over, as sentence-transformers does.
private struct TokenizerFile: Decodable {
  struct AddedToken: Decodable {
    var id: Int
    var content: String
    var single_word: Bool
    var normalized: Bool
  }

  struct Normalizer: Decodable {
    var type: String
    var clean_text: Bool
    var handle_chinese_chars: Bool
    var strip_accents: Bool?
    var lowercase: Bool
  }

  struct PreTokenizer: Decodable { var type: String }

  struct Model: Decodable {
    var type: String?
    var unk_token: String
    var continuing_subword_prefix: String?
    var max_input_chars_per_word: Int?
    var vocab: [String: Int]
  }

  /// Either of the two processors that put a token before a text and one behind it.
  struct PostProcessor: Decodable {
    struct Named: Decodable { var id: String }
    struct Part: Decodable {
      var SpecialToken: Named?
      var Sequence: Named?
    }

    enum Token: Decodable {
      case name(String), id(Int)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self =
          if let name = try? container.decode(String.self) { .name(name) } else {
            .id(try container.decode(Int.self))
          }
      }

      var name: String? { if case .name(let name) = self { name } else { nil } }
    }

    var single: [Part]?
    var cls: [Token]?
    var sep: [Token]?

    /// The tokens before and behind a text, or nil when a text is framed otherwise.
    var ends: (opening: String, closing: String)? {
      if let single, single.count == 3, single[1].Sequence != nil, let opening = single[0].SpecialToken,
        let closing = single[2].SpecialToken
      {
        return (opening.id, closing.id)
      }
      guard let opening = cls?.first?.name, let closing = sep?.first?.name else { return nil }
      return (opening, closing)
    }
  }

  var added_tokens: [AddedToken]?
  var normalizer: Normalizer?
  var pre_tokenizer: PreTokenizer?
  var post_processor: PostProcessor?
  var model: Model
}
