import Foundation
import Statistics
import TestSupport
import Testing

/// The numbers are those of the Python package rouge_score 0.1.2.
@Suite struct RougeLTests {
  private static let cases: [(String, String, Double, Double)] = [
    ("The cat sat on the mat.", "the cat is on the mat", 0.8333333333333334, 0.8333333333333334),
    ("police killed the gunman", "police kill the gunman", 0.75, 0.75),
    ("a b c d e f g", "g f e d c b a", 0.14285714285714285, 0.14285714285714285), ("", "", 0, 0),
    ("tea", "", 0, 0),
    ("Hello, world! It's 3.14", "hello world its 3 14", 0.6666666666666666, 0.8),
    (words(150) { $0 * $0 }, words(140) { $0 * 3 }, 0.17333333333333334, 0.18571428571428572),
  ]

  private static func words(_ count: Int, _ number: (Int) -> Int) -> String {
    (0..<count).map { "w\(number($0) % 97)" }.joined(separator: " ")
  }

  @Test(arguments: cases)
  func `precision and recall are those of the reference`(
    prediction: String,
    reference: String,
    precision: Double,
    recall: Double
  ) {
    let score = RougeL(prediction: prediction, reference: reference)
    #expect(areClose([score.precision, score.recall], [precision, recall]))
    let sum = precision + recall
    #expect(isClose(score.f, sum == 0 ? 0 : 2 * precision * recall / sum))
  }

  @Test func `words are told apart in any script`() {
    #expect(isClose(RougeL(prediction: "Été à l'école", reference: "été À L école").f, 1))
    #expect(isClose(RougeL(prediction: "绿茶和红茶", reference: "绿茶红茶").recall, 1))
    #expect(isClose(RougeL(prediction: "绿茶和红茶", reference: "绿茶红茶").precision, 0.8))
  }

  @Test func `a text is as diverse as the one that is most like it leaves it`() throws {
    let diversity = try RougeDiversity(["tea is hot", "tea is cold", "", "steam"])
    #expect(areClose(diversity.similarities, [2.0 / 3, 2.0 / 3, 0, 0]))
    #expect(try RougeDiversity(["alone"]).similarities == [0])
    let texts = (0..<40).map { "word\($0 % 7) tea\($0 % 5) cup\($0 % 3)" }
    #expect(try RougeDiversity(texts, others: 9, seed: 4) == RougeDiversity(texts, others: 9, seed: 4))
    #expect(try RougeDiversity(texts, others: 9, seed: 4) != RougeDiversity(texts, others: 9, seed: 5))
  }

  @Test func `open-endedness counts differing pairs of words, not across answers`() {
    #expect(OpenEndedness.uniqueBigrams(in: ["The cat sat.", "the cat ran", "sat the"]) == 4)
    #expect(OpenEndedness.uniqueBigrams(in: ["one", "", "two"]) == 0)
  }

  @Test(.enabled(if: SharedData.isPresent, SharedData.note))
  func `the diversity of real instructions is that of the reference`() throws {
    let lines = try String(contentsOfFile: SharedData.path("dolly-1k.jsonl"), encoding: .utf8)
    let texts = try lines.split(separator: "\n").compactMap { line -> String? in
      struct Row: Decodable {
        var instruction: String
        var input: String
      }
      let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
      let text = row.input.isEmpty ? row.instruction : row.instruction + "\n" + row.input
      // The reference knows no other letters.
      return text.utf8.allSatisfy { $0 < 0x80 } ? text : nil
    }
    let similarities = try RougeDiversity(Array(texts.prefix(60))).similarities
    #expect(isClose(similarities.reduce(0, +), 19.985098519596264))
    #expect(
      areClose(
        similarities.prefix(4).map { ($0 * 1e12).rounded() / 1e12 },
        [0.144230769231, 0.222222222222, 0.363636363636, 0.25]
      )
    )
  }
}
