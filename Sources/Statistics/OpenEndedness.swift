/// In how many different words something was answered.
public enum OpenEndedness {
  /// The number of different pairs of neighbouring words in some answers together; words are those of `RougeL`.
  ///
  /// The measure of a published baseline (SelectLLM, arXiv 2401.16553), which keeps what has the most in three sampled
  /// answers.
  public static func uniqueBigrams(in answers: [String]) -> Int {
    var pairs: Set<[String]> = []
    for answer in answers {
      let words = RougeL.words(of: answer)
      for (first, second) in zip(words, words.dropFirst()) { pairs.insert([first, second]) }
    }
    return pairs.count
  }
}
