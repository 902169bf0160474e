/// The words of a text, numbered so that equal ones have equal numbers.
struct WordTokens {
  /// The numbers of the words met so far, in both texts.
  struct Vocabulary {
    private var numbers: [ArraySlice<UInt8>: Int] = [:]

    /// The number of a word; a new one for a new word.
    mutating func number(of word: ArraySlice<UInt8>) -> Int {
      if let number = numbers[word] { return number }
      numbers[word] = numbers.count
      return numbers.count - 1
    }
  }

  /// The number of each word.
  private(set) var words: [Int] = []
  /// The first word of each sentence; a line ends a sentence, too.
  private(set) var sentences: [Int] = []
  /// The first byte of each word.
  private var starts: [Int] = []
  private let length: Int

  var count: Int { words.count }

  /// Cuts a text into words, signs and East Asian characters, or into whole lines.
  init(_ text: DisplayText, byLines: Bool = false, vocabulary: inout Vocabulary) {
    length = text.bytes.count
    if byLines { takeLines(of: text.bytes, &vocabulary) } else { takeWords(of: text, &vocabulary) }
  }

  private mutating func takeLines(of bytes: [UInt8], _ vocabulary: inout Vocabulary) {
    for line in bytes.split(separator: Byte.lineEnd) {
      sentences.append(words.count)
      words.append(vocabulary.number(of: line))
      starts.append(line.startIndex)
    }
  }

  private mutating func takeWords(of text: DisplayText, _ vocabulary: inout Vocabulary) {
    var word: (start: Int, end: Int)?
    var beginsSentence = true
    func close() {
      guard let (start, end) = word else { return }
      if beginsSentence { sentences.append(words.count) }
      words.append(vocabulary.number(of: text.bytes[start..<end]))
      starts.append(start)
      beginsSentence = Self.endsSentence(text.bytes[start..<end])
      word = nil
    }
    text.withCells { cells in
      while let cell = cells.next(column: 0) {
        switch cell.kind {
        case .space, .tab:
          close()
        case .lineEnd:
          close()
          beginsSentence = true
        case .text:
          if cell.width == 1, !Self.isSign(text.bytes[cell.start]) {
            word = (word?.start ?? cell.start, cell.end)
          } else {
            close()
            word = (cell.start, cell.end)
            close()
          }
        }
      }
      close()
    }
  }

  /// The bytes of some words and of the white space after them; the first word has what is before it, too.
  func bytes(of range: Range<Int>) -> Range<Int> {
    boundary(before: range.lowerBound)..<boundary(before: range.upperBound)
  }

  private func boundary(before word: Int) -> Int {
    if word == 0 { return 0 }
    return word < starts.count ? starts[word] : length
  }

  /// Whether an ASCII character stands for itself and is no part of a word.
  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "_"), Byte.digits: false
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): false
    default: byte < 0x80
    }
  }

  private static func endsSentence(_ word: ArraySlice<UInt8>) -> Bool {
    word.elementsEqual([Byte.period]) || word.elementsEqual("?".utf8) || word.elementsEqual("!".utf8)
      || word.elementsEqual("。".utf8) || word.elementsEqual("？".utf8) || word.elementsEqual("！".utf8)
  }
}
