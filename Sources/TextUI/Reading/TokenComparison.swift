/// Finds the words that only one of two texts has, within a bounded time.
struct TokenComparison {
  private let left: WordTokens
  private let right: WordTokens
  /// For each word of the left text, whether the right one lacks it.
  private(set) var isOnlyLeft: [Bool]
  /// For each word of the right text, whether the left one lacks it.
  private(set) var isOnlyRight: [Bool]
  /// Whether parts were too different to be compared word by word.
  private(set) var isCoarse = false
  /// Steps that may still be taken; a comparison takes at most the square of its words.
  private var budget = WordDiff.wordLimit * WordDiff.wordLimit

  init(_ left: WordTokens, _ right: WordTokens) {
    self.left = left
    self.right = right
    isOnlyLeft = Array(repeating: false, count: left.count)
    isOnlyRight = Array(repeating: false, count: right.count)
  }

  /// Compares the whole texts.
  mutating func run() {
    let (l, r) = trimmed(0..<left.count, 0..<right.count)
    guard l.count + r.count > WordDiff.wordLimit else {
      compareWords(l, r)
      return
    }
    compareSentences(l, r)
  }

  /// Compares by words, or calls all of them different where that would take too long.
  private mutating func compareWords(_ left: Range<Int>, _ right: Range<Int>) {
    let (l, r) = trimmed(left, right)
    guard !l.isEmpty, !r.isEmpty else {
      setOnly(l, r)
      return
    }
    let steps = (l.count + r.count) * (l.count + r.count)
    guard steps <= budget else {
      isCoarse = true
      setOnly(l, r)
      return
    }
    budget -= steps
    for change in self.right.words[r].difference(from: self.left.words[l]) {
      switch change {
      case .remove(let offset, _, _): isOnlyLeft[l.lowerBound + offset] = true
      case .insert(let offset, _, _): isOnlyRight[r.lowerBound + offset] = true
      }
    }
  }

  /// Compares by sentences, and by words between those that are shared.
  private mutating func compareSentences(_ l: Range<Int>, _ r: Range<Int>) {
    var vocabulary: [ArraySlice<Int>: Int] = [:]
    let ours = Sentences(of: left, in: l, vocabulary: &vocabulary)
    let theirs = Sentences(of: right, in: r, vocabulary: &vocabulary)
    guard ours.numbers.count + theirs.numbers.count <= WordDiff.wordLimit else {
      isCoarse = true
      setOnly(l, r)
      return
    }
    let changes = theirs.numbers.difference(from: ours.numbers)
    let steps = (ours.numbers.count + theirs.numbers.count) * (ours.numbers.count + theirs.numbers.count)
    budget = max(0, budget - steps)
    var isRemoved = Array(repeating: false, count: ours.numbers.count)
    var isInserted = Array(repeating: false, count: theirs.numbers.count)
    for change in changes {
      switch change {
      case .remove(let offset, _, _): isRemoved[offset] = true
      case .insert(let offset, _, _): isInserted[offset] = true
      }
    }
    var (i, j) = (0, 0)
    while i < isRemoved.count || j < isInserted.count {
      let (firstOurs, firstTheirs) = (i, j)
      while i < isRemoved.count, isRemoved[i] { i += 1 }
      while j < isInserted.count, isInserted[j] { j += 1 }
      compareWords(ours.words(of: firstOurs..<i), theirs.words(of: firstTheirs..<j))
      while i < isRemoved.count, j < isInserted.count, !isRemoved[i], !isInserted[j] {
        i += 1
        j += 1
      }
    }
  }

  private mutating func setOnly(_ l: Range<Int>, _ r: Range<Int>) {
    for index in l { isOnlyLeft[index] = true }
    for index in r { isOnlyRight[index] = true }
  }

  /// Two ranges without their common beginning and end.
  private func trimmed(_ l: Range<Int>, _ r: Range<Int>) -> (Range<Int>, Range<Int>) {
    let prefix = zip(left.words[l], right.words[r]).prefix { $0 == $1 }.count
    let restLeft = left.words[l].dropFirst(prefix)
    let restRight = right.words[r].dropFirst(prefix)
    let suffix = zip(restLeft.reversed(), restRight.reversed()).prefix { $0 == $1 }.count
    return (
      restLeft.startIndex..<restLeft.endIndex - suffix,
      restRight.startIndex..<restRight.endIndex - suffix
    )
  }
}

extension TokenComparison {
  /// The sentences of a range of words, numbered so that equal ones have equal numbers.
  private struct Sentences {
    private(set) var numbers: [Int] = []
    /// The first word of each sentence, and the end of the last.
    private var starts: [Int]

    init(of tokens: WordTokens, in range: Range<Int>, vocabulary: inout [ArraySlice<Int>: Int]) {
      starts = [range.lowerBound]
      starts += tokens.sentences.filter { $0 > range.lowerBound && $0 < range.upperBound }
      if !range.isEmpty { starts.append(range.upperBound) }
      for (start, end) in zip(starts, starts.dropFirst()) {
        let words = tokens.words[start..<end]
        let number = vocabulary[words] ?? vocabulary.count
        vocabulary[words] = number
        numbers.append(number)
      }
    }

    /// The words of some sentences.
    func words(of sentences: Range<Int>) -> Range<Int> {
      starts[sentences.lowerBound]..<starts[sentences.upperBound]
    }
  }
}
