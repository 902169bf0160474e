/// How much of one text's words another has in the same order.
///
/// C.-Y. Lin, “ROUGE: a package for automatic evaluation of summaries”, 2004: the longest common subsequence of the
/// words, as a share of either text, and the harmonic mean F of both. Words are runs of letters and digits in lower case;
/// for English text that is what the package rouge_score takes, without stemming. An ideograph is a word of its own.
public struct RougeL: Equatable, Sendable {
  /// The share of the prediction's words that are in the common subsequence.
  public let precision: Double
  /// The share of the reference's words.
  public let recall: Double

  /// The harmonic mean of both, from 0 to 1.
  public var f: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }

  /// Compares two texts.
  public init(prediction: String, reference: String) {
    var vocabulary = Vocabulary()
    let (prediction, reference) = (vocabulary.numbers(of: prediction), vocabulary.numbers(of: reference))
    var pattern = CommonSubsequence(vocabulary: vocabulary.count)
    pattern.begin(prediction)
    let common = Double(pattern.length(with: reference))
    precision = prediction.isEmpty ? 0 : common / Double(prediction.count)
    recall = reference.isEmpty ? 0 : common / Double(reference.count)
  }
}

extension RougeL {
  /// The words of a text.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func end() {
      guard !word.isEmpty else { return }
      words.append(word)
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      let properties = scalar.properties
      if properties.isIdeographic { end() }
      if properties.isAlphabetic || properties.numericType != nil {
        word.unicodeScalars.append(scalar)
        if properties.isIdeographic { end() }
      } else {
        end()
      }
    }
    end()
    return words
  }

  /// Numbers for words.
  struct Vocabulary {
    private var numbers: [String: Int] = [:]

    var count: Int { numbers.count }

    mutating func numbers(of text: String) -> [Int] {
      RougeL.words(of: text).map { word in
        if let number = numbers[word] { return number }
        numbers[word] = numbers.count
        return numbers.count - 1
      }
    }
  }
}

/// The length of the longest common subsequence of one text with others, 64 words at a time.
///
/// H. Hyyrö, “Bit-parallel LCS-length computation revisited”, 2004.
struct CommonSubsequence {
  /// For each word of the vocabulary where its bits begin in `bits`; -1 for what the text has not.
  private var starts: [Int]
  private var bits: [UInt64] = []
  private var text: [Int] = []
  private var blocks = 0

  init(vocabulary: Int) { starts = Array(repeating: -1, count: vocabulary) }

  /// Takes the text to compare with others.
  mutating func begin(_ text: [Int]) {
    for word in self.text { starts[word] = -1 }
    bits.removeAll(keepingCapacity: true)
    self.text = text
    blocks = (text.count + 63) / 64
    for (place, word) in text.enumerated() {
      if starts[word] < 0 {
        starts[word] = bits.count
        bits.append(contentsOf: repeatElement(0, count: blocks))
      }
      bits[starts[word] + place / 64] |= 1 << UInt64(place % 64)
    }
  }

  /// The number of words of the longest subsequence that the text has in common with another.
  func length(with other: [Int]) -> Int {
    // A bit that is 0 stands for a place at which the subsequence grows.
    var state = [UInt64](repeating: .max, count: blocks)
    for word in other where starts[word] >= 0 {
      var carry: UInt64 = 0
      for block in 0..<blocks {
        let matches = bits[starts[word] + block]
        let row = state[block]
        let (sum, overflow) = row.addingReportingOverflow(row & matches)
        let (withCarry, second) = sum.addingReportingOverflow(carry)
        carry = overflow || second ? 1 : 0
        state[block] = withCarry | (row & ~matches)
      }
    }
    var length = 0
    for (block, row) in state.enumerated() {
      let width = min(64, text.count - block * 64)
      let mask: UInt64 = width == 64 ? .max : (1 << UInt64(width)) - 1
      length += (~row & mask).nonzeroBitCount
    }
    return length
  }
}
