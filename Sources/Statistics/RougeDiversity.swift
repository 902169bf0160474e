import Curation

/// For each text of a pool how much it is like the one that it is most like, of a random sample of the others.
///
/// The measure of a published baseline, which keeps the texts with the lowest (Self-Instruct, arXiv 2212.10560, as used in
/// SelectLLM, arXiv 2401.16553): ROUGE-L's F against 1,000 others. Here all texts are compared with the same sample.
public struct RougeDiversity: Equatable, Sendable {
  /// For each text the highest F, from 0 to 1; 0 where there is no other text.
  public let similarities: [Double]

  /// Compares texts.
  ///
  /// - Parameters:
  ///   - texts: The pool.
  ///   - others: The most texts that each is compared with.
  ///   - seed: What the sample depends on.
  /// - Throws: `CancellationError` when the task is cancelled.
  public init(_ texts: [String], others: Int = 1000, seed: UInt64 = 0) throws(CancellationError) {
    var vocabulary = RougeL.Vocabulary()
    let numbers = texts.map { vocabulary.numbers(of: $0) }
    var generator = SplitMix64(seed: seed)
    let sample =
      texts.count <= others + 1 ? Array(texts.indices) : generator.draw(others, below: texts.count).sorted()
    var pattern = CommonSubsequence(vocabulary: vocabulary.count)
    var similarities: [Double] = []
    similarities.reserveCapacity(texts.count)
    for (row, text) in numbers.enumerated() {
      if Task.isCancelled { throw CancellationError() }
      pattern.begin(text)
      var highest = 0.0
      for other in sample where other != row {
        let total = text.count + numbers[other].count
        guard total > 0 else { continue }
        // No more words can be in common than the shorter text has.
        guard 2 * Double(min(text.count, numbers[other].count)) / Double(total) > highest else { continue }
        highest = max(highest, 2 * Double(pattern.length(with: numbers[other])) / Double(total))
      }
      similarities.append(highest)
    }
    self.similarities = similarities
  }
}
