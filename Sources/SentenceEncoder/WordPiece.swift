/// Texts to token ids, as the library `tokenizers` does it for BERT: special tokens, normalisation, words, and
/// the longest pieces of each that the vocabulary has (Wu et al., arXiv 1609.08144).
///
/// A copy remembers the scalars that it met, so each thread has one of its own.
struct WordPiece: Sendable {
  /// The ids and rules of a tokenizer.
  let settings: WordPieceSettings

  private let vocabulary: VocabularyTrie
  private let continuation: VocabularyTrie.Node?
  private let specials: VocabularyTrie
  private let normalizedSpecials: VocabularyTrie
  private var normalizer: BertNormalizer

  /// Makes a tokenizer.
  init(_ settings: WordPieceSettings) {
    self.settings = settings
    vocabulary = VocabularyTrie(settings.vocabulary.enumerated().lazy.map { ($1, $0) })
    continuation = vocabulary.node(after: settings.continuationPrefix.utf8)
    specials = VocabularyTrie(settings.specialTokens.lazy.map { ($0.key, $0.value) })
    let lowercases = settings.steps.lowercases
    normalizedSpecials = VocabularyTrie(
      settings.normalizedTokens.lazy.map { (lowercases ? $0.key.lowercased() : $0.key, $0.value) }
    )
    normalizer = BertNormalizer(settings.steps)
  }

  /// The tokens of a text between the opening and the closing one, at most `limit` of them in all.
  ///
  /// No more of the text is read than it takes.
  mutating func tokens(of text: String, limit: Int) -> [Int32] {
    var text = text
    var writer = Writer(limit: limit - 1, opening: settings.opening)
    text.withUTF8 { bytes in
      var position = 0
      while position < bytes.count, !writer.isFull {
        if let special = special(in: bytes, at: position) {
          endWord(&writer)
          writer.append(special.id)
          position = special.end
        } else {
          let (scalar, length) = Self.scalar(in: bytes, at: position)
          position += length
          for piece in normalizer.pieces(of: scalar) { take(piece, &writer) }
        }
      }
    }
    endWord(&writer)
    return writer.ids + [settings.closing]
  }

  private func take(_ piece: BertNormalizer.Piece, _ writer: inout Writer) {
    switch piece {
    case .letter(let scalar):
      writer.settleMarks()
      writer.add(scalar)
    case .mark(let scalar, let order): writer.add(mark: scalar, order: order)
    case .boundary: writer.settleMarks()
    case .space: endWord(&writer)
    case .punctuation(let scalar):
      endWord(&writer)
      writer.add(scalar)
      endWord(&writer)
    }
  }

  /// Writes the pieces of the word that has ended, or that it is unknown.
  private func endWord(_ writer: inout Writer) {
    writer.settleMarks()
    defer { writer.beginWord() }
    guard !writer.word.isEmpty else { return }
    guard writer.scalars <= settings.longestWord else { return writer.append(settings.unknown) }
    var pieces: [Int32] = []
    var position = 0
    var node: VocabularyTrie.Node? = VocabularyTrie.root
    while position < writer.word.count {
      guard let first = node,
        let token = vocabulary.longestToken(in: writer.word, from: position, walkingFrom: first)
      else { return writer.append(settings.unknown) }
      pieces.append(token.id)
      position = token.end
      node = continuation
    }
    for piece in pieces { writer.append(piece) }
  }

  /// The longest special token that a text has at a position, as it is written before others.
  private func special(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (id: Int32, end: Int)? {
    if let token = token(of: specials, in: bytes, at: start, lowercasing: false) { return token }
    return token(of: normalizedSpecials, in: bytes, at: start, lowercasing: settings.steps.lowercases)
  }

  private func token(
    of tokens: VocabularyTrie,
    in bytes: UnsafeBufferPointer<UInt8>,
    at start: Int,
    lowercasing: Bool
  ) -> (id: Int32, end: Int)? {
    var node = VocabularyTrie.root
    var longest: (id: Int32, end: Int)?
    for position in start..<bytes.count {
      let byte = bytes[position]
      let isUpper = lowercasing && 0x41...0x5A ~= byte
      guard let next = tokens.child(of: node, by: isUpper ? byte | 0x20 : byte) else { break }
      node = next
      if let id = tokens.id(at: node) { longest = (id, position + 1) }
    }
    return longest
  }

  /// The scalar at a position of valid UTF-8, and how many bytes it takes.
  private static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>,
    at position: Int
  ) -> (Unicode.Scalar, length: Int) {
    let first = bytes[position]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let value = bytes[position + 1..<position + length]
      .reduce(UInt32(first) & (0x7F >> UInt32(length))) { $0 << 6 | UInt32($1 & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

extension WordPiece {
  /// The tokens so far and the word that is being read.
  private struct Writer {
    /// The most ids before the closing one.
    let limit: Int
    var ids: [Int32]
    /// The word's UTF-8; of one that is too long only the beginning.
    var word: [UInt8] = []
    /// The word's length in scalars.
    var scalars = 0
    private var marks: [(order: UInt8, scalar: Unicode.Scalar)] = []

    init(limit: Int, opening: Int32) {
      self.limit = limit
      ids = [opening]
    }

    var isFull: Bool { ids.count >= limit }

    mutating func append(_ id: Int32) {
      if !isFull { ids.append(id) }
    }

    mutating func beginWord() {
      word.removeAll(keepingCapacity: true)
      scalars = 0
    }

    mutating func add(_ scalar: Unicode.Scalar) {
      scalars += 1
      if scalar.value < 128 {
        word.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        word.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }

    mutating func add(mark scalar: Unicode.Scalar, order: UInt8) { marks.append((order, scalar)) }

    /// Puts marks that follow each other into canonical order: by class, equal ones as they came.
    mutating func settleMarks() {
      guard !marks.isEmpty else { return }
      let sorted = marks.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
      for (_, mark) in sorted { add(mark.scalar) }
      marks.removeAll(keepingCapacity: true)
    }
  }
}
