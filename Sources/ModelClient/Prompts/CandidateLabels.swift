import Fingerprint

/// Names that stand for candidates in one question: `KQZV`, made anew each time.
///
/// A candidate's text cannot address another by a name that did not exist when it was written, nor pretend
/// that a candidate ends where it does not.
enum CandidateLabels {
  /// No vowels, so that no word comes about.
  private static let letters = Array("BCDFGHJKLMNPQRSTVWXZ")

  /// Makes as many labels as asked for; none occurs in a text.
  ///
  /// Up to twelve of them begin with a letter that occurs nowhere else in them: small models decide by the
  /// first letter, and avoid what they have just written. Labels have four letters, unless the texts hold so
  /// many of those that a thousand draws do not find a new one.
  static func make(
    _ count: Int,
    absentFrom texts: [String],
    using generator: inout SeededGenerator
  ) -> [String] {
    let shuffled = generator.shuffled(letters)
    let (firsts, others) = (Array(shuffled.prefix(12)), Array(shuffled.dropFirst(12)))
    let taken = texts.flatMap(runs)
    var labels: [String] = []
    while labels.count < count {
      let first = firsts[labels.count % firsts.count]
      var label: String
      var draws = 0
      repeat {
        let rest = (0..<3 + draws / 1_000).map { _ in others[generator.below(others.count)] }
        label = String(first) + String(rest)
        draws += 1
      } while labels.contains(label) || taken.contains { $0.contains(label) }
      labels.append(label)
    }
    return labels
  }

  /// Whether a text may hold a label.
  static func mayOccur(in text: String) -> Bool { !runs(in: text).isEmpty }

  /// What stands in a text in capitals alone, and is long enough to hold a label.
  ///
  /// That is next to nothing of most texts; to search those whole takes longer than to write the question.
  private static func runs(in text: String) -> [String] {
    text.utf8.split { !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      .filter { $0.count >= 4 }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
