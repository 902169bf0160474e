/// Names that stand for candidates in one question: `KQZV`, made anew each time.
///
/// A candidate's text cannot address another by a name that did not exist when it was written, nor pretend
/// that a candidate ends where it does not.
enum CandidateLabels {
  /// No vowels, so that no word comes about.
  private static let letters = Array("BCDFGHJKLMNPQRSTVWXZ")

  /// Makes as many labels as asked for; none occurs in a text.
  ///
  /// Up to twenty of them differ in the first letter, which is where a small model decides. They have four
  /// letters unless the texts hold so many of those that a thousand draws do not find a new one.
  static func make(
    _ count: Int,
    absentFrom texts: [String],
    using generator: inout SeededGenerator
  ) -> [String] {
    var labels: [String] = []
    var firsts: [Character] = []
    while labels.count < count {
      if firsts.isEmpty { firsts = generator.shuffled(letters) }
      let first = firsts.removeLast()
      var label: String
      var draws = 0
      repeat {
        let rest = (0..<3 + draws / 1_000).map { _ in letters[generator.below(letters.count)] }
        label = String(first) + String(rest)
        draws += 1
      } while labels.contains(label) || texts.contains { $0.contains(label) }
      labels.append(label)
    }
    return labels
  }
}
