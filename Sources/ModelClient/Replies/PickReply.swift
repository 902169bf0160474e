import Curation

/// What a reply says that names nothing but picks, read without any guessing.
struct PickReply: Equatable {
  /// The places picked, from 1, in the order of the reply.
  let places: [Int]

  /// Reads a reply.
  ///
  /// Reasoning, code fences and prose are passed over; what counts is the one list of whole numbers in brackets.
  ///
  /// - Parameters:
  ///   - reply: The reply.
  ///   - count: How many candidates were shown.
  ///   - picks: How many were to be picked.
  /// - Throws: `RankingFailure`.
  init(_ reply: ChatReply, from count: Int, picks: Int) throws(RankingFailure) {
    try RankingReply.checkEnding(of: reply)
    let text = try Reasoning.answer(in: reply.text)
    let lists = Set(
      text.matches(of: /\[\s*["']?\d+["']?(?:\s*,\s*["']?\d+["']?)*\s*,?\s*\]/)
        .map { list in list.output.matches(of: /\d+/).map { Int($0.output) ?? 0 } }
    )
    guard let list = lists.first else {
      let isRefusal = Refusal.isIn(text.drop(while: \.isWhitespace))
      throw RankingFailure(
        isRefusal ? .refusal : .wrongFormat,
        "no list of numbers in the reply: \(RankingReply.quote(text))"
      )
    }
    guard lists.count == 1 else {
      throw RankingFailure(.wrongFormat, "the reply holds \(lists.count) lists that differ")
    }
    if let stranger = list.first(where: { !(1...count).contains($0) }) {
      throw RankingFailure(.unknownID, "\(stranger) is not one of the numbers 1 to \(count)")
    }
    guard Set(list).count == list.count else { throw RankingFailure(.repetition, "a number is named twice") }
    guard list.count >= picks else {
      throw RankingFailure(.missing, "\(list.count) numbers where \(picks) were asked for")
    }
    guard list.count == picks else {
      throw RankingFailure(.wrongFormat, "\(list.count) numbers where \(picks) were asked for")
    }
    places = list
  }
}
