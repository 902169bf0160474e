import Curation

/// A model's thinking aloud, which some servers leave in front of the answer.
enum Reasoning {
  /// The text behind it, with or without its start; all of the text where there is none.
  ///
  /// - Throws: `RankingFailure` when it never ends.
  static func answer(in text: String) throws(RankingFailure) -> Substring {
    let trimmed = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    // What begins as JSON is the answer; what looks like an end of reasoning is a text inside it.
    guard trimmed.first != "{" else { return trimmed }
    let start =
      /^(<(think|thinking|thought|reasoning|seed:think)>|\[THINK\]|◁think▷|<\|channel\|>analysis)/
      .ignoresCase()
    let begins = trimmed.firstMatch(of: start) != nil
    guard begins || trimmed.first != "[" else { return trimmed }
    let end =
      /<\/(think|thinking|thought|reasoning|seed:think)>|\[\/THINK\]|◁\/think▷|<\|channel\|>final<\|message\|>/
      .ignoresCase()
    if let end = trimmed.ranges(of: end).last { return trimmed[end.upperBound...] }
    guard !begins else { throw RankingFailure(.truncated, "the reasoning never ends in an answer") }
    return trimmed
  }
}
