/// Texts that go through the model together, one behind the other and without padding between them.
struct TokenBatch: Sendable {
  /// The texts' numbers.
  private(set) var texts: [Int] = []
  /// The token ids of all of them.
  private(set) var tokens: [Int32] = []
  /// Where each text's tokens end.
  private(set) var ends: [Int] = []

  /// The tokens of the text at a place of the batch.
  func range(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }

  /// Adds a text behind the others.
  mutating func append(_ text: Int, _ tokens: some Collection<Int32>) {
    texts.append(text)
    self.tokens += tokens
    ends.append(self.tokens.count)
  }
}

/// The token ids of texts, one text behind the other.
struct TokenizedTexts: Sendable {
  /// All ids.
  private(set) var tokens: [Int32] = []
  /// Where each text's ids end.
  private(set) var ends: [Int] = []

  /// The number of texts.
  var count: Int { ends.count }

  /// The ids of one text.
  subscript(text: Int) -> ArraySlice<Int32> { tokens[(text == 0 ? 0 : ends[text - 1])..<ends[text]] }

  /// Adds a text.
  mutating func append(_ ids: some Collection<Int32>) {
    tokens += ids
    ends.append(tokens.count)
  }

  /// Adds the texts of another part.
  mutating func append(_ other: TokenizedTexts) {
    ends += other.ends.lazy.map { [start = tokens.count] in start + $0 }
    tokens += other.tokens
  }

  /// All texts in batches of about so many tokens, the longest first, so that the last to be done are short.
  func batches(of size: Int) -> [TokenBatch] {
    let lengths = (0..<count).map { self[$0].count }
    let order = lengths.indices.sorted { (lengths[$1], $0) < (lengths[$0], $1) }
    var batches: [TokenBatch] = []
    var batch = TokenBatch()
    for text in order {
      batch.append(text, self[text])
      guard batch.tokens.count >= size else { continue }
      batches.append(batch)
      batch = TokenBatch()
    }
    if !batch.texts.isEmpty { batches.append(batch) }
    return batches
  }
}
