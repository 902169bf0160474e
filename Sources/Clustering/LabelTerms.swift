/// The terms of texts that labels are made of: of each text the distinct ones, as numbers, one text after the other.
///
/// A pool has each term many times: as numbers they take four bytes each time.
public struct LabelTerms: Sendable {
  /// The terms by their numbers.
  private(set) var vocabulary: [String] = []
  /// For each term whether a label prefers it: no stop word, number or single letter.
  private(set) var isTelling: [Bool] = []

  private var numbers: [String: Int32] = [:]
  private var terms: [Int32] = []
  /// Where the terms of each text begin, and where those of the last one end.
  private var starts = [0]
  /// How texts begin that have no term which shows, by their rows.
  private var beginnings: [Int: String] = [:]

  /// Begins without texts.
  public init() {}

  /// The number of texts.
  public var count: Int { starts.count - 1 }

  /// Adds the text of the next row.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - terms: Its terms, lower-cased, with repetitions.
  public mutating func append(_ text: String, terms: [String]) {
    var seen: Set<Int32> = []
    for term in terms {
      let number = number(of: term)
      if seen.insert(number).inserted { self.terms.append(number) }
    }
    if terms.allSatisfy({ LabelText.fitting($0, columns: ClusterLabels.maximumColumns).isEmpty }) {
      beginnings[count] = LabelText.fitting(text, columns: ClusterLabels.maximumColumns)
    }
    starts.append(self.terms.count)
  }

  /// The numbers of a text's terms, each once, in the order in which they are met.
  func terms(of row: Int) -> ArraySlice<Int32> { terms[starts[row]..<starts[row + 1]] }

  /// How a text begins that has no term which shows; nil for others.
  func beginning(of row: Int) -> String? { beginnings[row] }

  private mutating func number(of term: String) -> Int32 {
    if let number = numbers[term] { return number }
    let number = Int32(vocabulary.count)
    numbers[term] = number
    vocabulary.append(term)
    isTelling.append(!StopWords.contains(term) && Self.isWord(term))
    return number
  }

  /// Whether a term has a letter, and is more than a single one of an alphabet.
  private static func isWord(_ term: String) -> Bool {
    let letters = term.unicodeScalars.filter { $0.properties.isAlphabetic }
    return letters.count > 1 || letters.contains { $0.properties.isIdeographic }
  }
}
