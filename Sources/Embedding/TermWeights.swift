import Foundation

/// The tf-idf matrix of a pool: one row a text, one column a term.
///
/// A term that occurs f times in a text and in g of n texts weighs `(1 + ln f) · (1 + ln((1 + n) / (1 + g)))`
/// (sublinear frequency, smoothed inverse document frequency); each row has length 1 or is empty.
struct TermWeights {
  /// The most terms that are kept: those found in most texts, the earlier seen first.
  static let maximumTerms = 32_768

  /// The terms, by column.
  let terms: [String]

  /// The `n × m` weights.
  let matrix: SparseRows

  /// Counts and weighs the terms of texts; `progress` is told the part done, from 0 to 1.
  init(texts: [String], progress: (Double) throws(EmbeddingError) -> Void) throws(EmbeddingError) {
    var counter = TermCounter()
    for (row, text) in texts.enumerated() {
      if row.isMultiple(of: 1024) { try progress(Double(row) / Double(texts.count)) }
      counter.count(text)
    }
    let (vocabulary, textCounts) = (counter.terms, counter.textCounts)
    let kept = vocabulary.indices
      .sorted { (textCounts[$1], $0) < (textCounts[$0], $1) }
      .prefix(Self.maximumTerms)
      .sorted()
    terms = kept.map { vocabulary[$0] }
    let weights = kept.map { 1 + logarithm(Double(1 + texts.count) / Double(1 + textCounts[$0])) }
    var column = [Int?](repeating: nil, count: vocabulary.count)
    for (number, term) in kept.enumerated() { column[term] = number }
    matrix = Self.matrix(of: counter.occurrences, columns: column, weights: weights)
  }

  private static func matrix(
    of counts: [[(term: Int, count: Int)]],
    columns: [Int?],
    weights: [Double]
  ) -> SparseRows {
    var matrix = SparseRows(columnCount: weights.count)
    for occurrences in counts {
      var entries: [(column: Int32, weight: Double)] = occurrences.compactMap { term, count in
        guard let column = columns[term] else { return nil }
        return (Int32(column), (1 + logarithm(Double(count))) * weights[column])
      }
      entries.sort { $0.column < $1.column }
      let length = entries.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
      matrix.append(entries.map { ($0.column, $0.weight / length) })
    }
    return matrix
  }
}

/// The natural logarithm to 2⁻²⁴.
///
/// The C library's may differ in the last bit between processors; rounded to less than it knows, it is the same.
private func logarithm(_ number: Double) -> Double { (log(number) * 0x1p24).rounded() / 0x1p24 }

/// Counts terms, one text after the other.
private struct TermCounter {
  /// All terms, in the order in which they are first met.
  private(set) var terms: [String] = []
  /// How many texts have each term.
  private(set) var textCounts: [Int] = []
  /// For each text its terms, by their place in `terms`, and how often it has them; in no order.
  private(set) var occurrences: [[(term: Int, count: Int)]] = []

  private var index: [String: Int] = [:]
  private let tokenizer = LexicalTokenizer()

  mutating func count(_ text: String) {
    var counts: [Int: Int] = [:]
    for term in tokenizer.terms(of: text) { counts[number(of: term), default: 0] += 1 }
    for number in counts.keys { textCounts[number] += 1 }
    occurrences.append(counts.map { (term: $0.key, count: $0.value) })
  }

  private mutating func number(of term: String) -> Int {
    if let number = index[term] { return number }
    index[term] = terms.count
    terms.append(term)
    textCounts.append(0)
    return terms.count - 1
  }
}
