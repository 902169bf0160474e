import TestSupport
import Testing

@testable import TextUI

@Suite struct WordDiffTests {
  /// The texts with `[-only left-]` and `{+only right+}` in them.
  private func difference(_ left: String, _ right: String) -> String {
    let leftText = DisplayText(untrusted: left, as: .body)
    let rightText = DisplayText(untrusted: right, as: .body)
    return WordDiff(leftText, rightText).segments.map { segment in
      switch segment.kind {
      case .same: String(decoding: leftText.bytes[segment.left], as: UTF8.self)
      case .onlyLeft: "[-" + String(decoding: leftText.bytes[segment.left], as: UTF8.self) + "-]"
      case .onlyRight: "{+" + String(decoding: rightText.bytes[segment.right], as: UTF8.self) + "+}"
      }
    }
    .joined()
  }

  @Test(
    arguments: [
      ("", "", ""),
      ("a b c", "a b c", "a b c"),
      ("a b c", "a x c", "a [-b -]{+x +}c"),
      ("a c", "a b c", "a {+b +}c"),
      ("a b", "", "[-a b-]"),
      ("", " x", "{+ x+}"),
      ("the loss, twice", "the loss twice", "the loss[-, -]twice"),
      ("don't", "dont", "[-don't-]{+dont+}"),
      ("漢字仮名", "漢字假名", "漢字[-仮-]{+假+}名"),
      ("a  b\n\nc", "a b c", "a  b\n\nc"),
      ("x = 1", "x == 1", "x = {+= +}1"),
    ]
  )
  func `words are compared`(left: String, right: String, expected: String) {
    #expect(difference(left, right) == expected)
  }

  @Test func `marks leave out the white space at the ends`() {
    let left = DisplayText(untrusted: "same left  words\nsame", as: .body)
    let right = DisplayText(untrusted: "same right same", as: .body)
    let diff = WordDiff(left, right)
    #expect(diff.marks(on: .left, role: .overridden) == [TextMark(range: 5..<16, role: .overridden)])
    #expect(diff.marks(on: .right, role: .accepted) == [TextMark(range: 5..<10, role: .accepted)])
    #expect(!diff.isSame && !diff.isCoarse)
  }

  private static func words(_ count: Int, of vocabulary: Int, seed: UInt64) -> String {
    var random = SplitMix(state: seed)
    return (0..<count).map { _ in
      let word = "w\(Int.random(in: 0..<vocabulary, using: &random))"
      return Int.random(in: 0..<8, using: &random) == 0 ? "漢" + word + ".\n" : word
    }
    .joined(separator: " ")
  }

  @Test(arguments: UInt64(0)..<30, [30, 700, 3_000])
  func `segments are both texts, and what is shared is the same`(seed: UInt64, count: Int) {
    let left = DisplayText(untrusted: Self.words(count, of: 3 + count / 20, seed: seed), as: .body)
    let right = DisplayText(untrusted: Self.words(count, of: 3 + count / 20, seed: seed ^ 99), as: .body)
    let diff = WordDiff(left, right)
    #expect(diff.segments.map(\.left).reduce(into: []) { $0 += left.bytes[$1] } == left.bytes)
    #expect(diff.segments.map(\.right).reduce(into: []) { $0 += right.bytes[$1] } == right.bytes)
    for segment in diff.segments {
      #expect(segment.left.isEmpty == (segment.kind == .onlyRight))
      #expect(segment.right.isEmpty == (segment.kind == .onlyLeft))
      guard segment.kind == .same else { continue }
      let white: Set<UInt8> = [0x20, 0x0A]
      #expect(
        left.bytes[segment.left].filter { !white.contains($0) }.elementsEqual(
          right.bytes[segment.right].filter { !white.contains($0) }
        )
      )
    }
  }

  @Test(arguments: UInt64(0)..<20)
  func `as few words as possible differ`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let texts = (0..<2).map { _ in (0..<40).map { _ in "w\(Int.random(in: 0..<5, using: &random))" } }
    let displayed = texts.map { DisplayText(untrusted: $0.joined(separator: " "), as: .body) }
    let same = WordDiff(displayed[0], displayed[1]).segments.filter { $0.kind == .same }
      .map { displayed[0].bytes[$0.left].split(separator: 0x20).count }
    #expect(same.reduce(0, +) == longestCommonSubsequence(texts[0], texts[1]))
  }

  private func longestCommonSubsequence(_ left: [String], _ right: [String]) -> Int {
    var row = Array(repeating: 0, count: right.count + 1)
    for word in left {
      var diagonal = 0
      for (index, other) in right.enumerated() {
        let above = row[index + 1]
        row[index + 1] = word == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row.last ?? 0
  }

  @Test func `a few changes in a long text are found by sentences`() {
    let sentences = (0..<600).map { "This is sentence number \($0) of the text." }
    var changed = sentences
    changed[100] = "This is sentence number \(100) of a text."
    changed.remove(at: 400)
    let left = DisplayText(untrusted: sentences.joined(separator: " "), as: .body)
    let diff = WordDiff(left, DisplayText(untrusted: changed.joined(separator: " "), as: .body))
    #expect(!diff.isCoarse)
    let onlyLeft = diff.marks(on: .left, role: .text).map {
      String(decoding: left.bytes[$0.range], as: UTF8.self)
    }
    #expect(onlyLeft.first == "the" && onlyLeft.count <= 3)
  }

  @Test func `what is too much to compare differs as a whole`() {
    let left = DisplayText(untrusted: Self.words(5_000, of: 9_000, seed: 1), as: .body)
    let right = DisplayText(untrusted: Self.words(5_000, of: 9_000, seed: 2), as: .body)
    #expect(WordDiff(left, right).isCoarse)
    #expect(WordDiff(left, left).isSame && !WordDiff(left, left).isCoarse)
    let giant = DisplayText(untrusted: String(repeating: "a line\n", count: 20_000), as: .body)
    let other = DisplayText(untrusted: String(repeating: "a line\n", count: 20_000) + "one more", as: .body)
    let diff = WordDiff(giant, other)
    #expect(diff.isCoarse && diff.segments.map(\.kind) == [.same, .onlyRight])
  }
}
