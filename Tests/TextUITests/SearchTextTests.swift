import TestSupport
import Testing

@testable import TextUI

@Suite struct SearchTextTests {
  private func found(_ search: String, in text: String) -> [String] {
    let text = DisplayText(untrusted: text, as: .body)
    return (SearchText(search)?.ranges(in: text) ?? []).map {
      String(decoding: text.bytes[$0], as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      ("fox", "The FOX and the fox", ["FOX", "fox"]),
      ("GRÖSSE", "die Größe", ["Größe"]),
      ("größe", "GRÖSSE und GRÖẞE", ["GRÖSSE", "GRÖẞE"]),
      ("ΟΔΟΣ", "ὁδός οδος οδοσ", ["οδος", "οδοσ"]),
      ("привет", "ПРИВЕТ", ["ПРИВЕТ"]),
      ("k", "\u{212A}", ["\u{212A}"]),
      ("文字", "漢文字文字列", ["文字文字"]),
      ("aa", "aaa a", ["aaa"]),
      ("aab", "aaab", ["aab"]),
      ("s", "ß", ["ß"]),
      ("as", "aß", ["aß"]),
      ("a.b", "a.b axb", ["a.b"]),
      ("x", "abc", []),
      ("", "abc", []),
      ("a b", "a\nb", []),
      ("a\nb", "A\nB", ["A\nB"]),
    ] as [(String, String, [String])]
  )
  func `upper and lower case are alike`(search: String, text: String, expected: [String]) {
    #expect(found(search, in: text) == expected)
  }

  @Test func `marks of what was replaced are found as they are shown`() {
    #expect(found("u+202e", in: "a\u{202E}b") == ["<U+202E>"[...].dropFirst().dropLast()].map(String.init))
    #expect(found("\u{202E}", in: "a\u{202E}b") == ["<U+202E>"])
    #expect(found("a<U", in: "a\u{202E}b") == ["a<U"])
    let prose = Prose(DisplayText(untrusted: "a\u{1B}b", as: .body), columns: 9, search: SearchText("["))
    var screen = Screen(size: Size(rows: 1, columns: 5))
    for line in prose.lines(0..<1) { screen.draw(line, in: screen.bounds) }
    #expect(screen.text(ofRow: 0) == "a^[b ")
    #expect(screen.cells.map(\.role) == [.text, .substitute, .match, .text, .text])
  }

  @Test func `in ASCII a letter finds what stands for it`() {
    Repertoire.$current.withValue(.ascii) {
      #expect(found("é", in: "café") == ["<U+00E9>"])
    }
  }

  @Test(arguments: UInt64(0)..<40)
  func `what is found is what a plain comparison finds`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let letters = Array("aAbB").map(String.init)
    let text = (0..<300).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
    let search = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      letters.randomElement(using: &random) ?? ""
    }
    .joined()
    let low = Array(text.lowercased().utf8)
    let pattern = Array(search.lowercased().utf8)
    var covered = Set<Int>()
    for start in 0...low.count - pattern.count where low[start...].starts(with: pattern) {
      covered.formUnion(start..<start + pattern.count)
    }
    let ranges = SearchText(search)?.ranges(in: DisplayText(untrusted: text, as: .body)) ?? []
    #expect(Set(ranges.joined()) == covered)
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
  }

  @Test func `a long text of one letter takes no square of its length`() {
    let text = DisplayText(untrusted: String(repeating: "a", count: 300_000), as: .body)
    let search = SearchText(String(repeating: "a", count: 50_000) + "b")
    #expect(search?.ranges(in: text).isEmpty == true)
  }

  @Test func `going from find to find visits every line that has one`() {
    let text = DisplayText(
      untrusted: String(repeating: "no no no here no no no no\n", count: 3_000),
      as: .body
    )
    var prose = Prose(text, columns: 10, search: SearchText("here"))
    var visited: [Int] = []
    while let line = prose.firstMatch(fromLine: (visited.last ?? -1) + 1) { visited.append(line) }
    #expect(
      visited == (0..<prose.lineCount).filter { prose.lines($0..<$0 + 1).contains { $0.contains(.match) } }
    )
    #expect(visited.count == 3_000)
    var back: [Int] = []
    while back.count < 5, let line = prose.lastMatch(beforeLine: back.last ?? prose.lineCount) {
      back.append(line)
    }
    #expect(back == Array(visited.suffix(5).reversed()))
    #expect(prose.lastMatch(beforeLine: visited[0]) == nil)
  }
}
