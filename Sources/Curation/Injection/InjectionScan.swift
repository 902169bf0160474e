import Foundation

/// Looks for words and marks that are meant for a ranker in one sentence.
///
/// Rooms do this for every candidate that they show, so it reads bytes and stops early.
enum InjectionScan {
  static func kind(of sentence: ArraySlice<UInt8>) -> InjectionSign.Kind? {
    if hasMarkup(sentence) { return .markup }
    let words: [Int]
    if sentence.allSatisfy({ $0 < 0x80 }) {
      words = InjectionPhrases.all.words(in: sentence)
    } else {
      // Full-width and other letters that stand for plain ones.
      let text = String(decoding: sentence, as: UTF8.self).precomposedStringWithCompatibilityMapping
        .lowercased()
      if let kind = InjectionPhrases.unspaced.first(where: { text.contains($0.phrase) })?.kind { return kind }
      words = InjectionPhrases.all.words(in: Array(text.utf8)[...])
    }
    return InjectionPhrases.all.kind(of: words)
  }

  /// Whether a sentence holds ids in brackets, headers of chat roles, or a reply as a ranker writes it.
  private static func hasMarkup(_ sentence: ArraySlice<UInt8>) -> Bool {
    let triggers = Set("[<:".utf8)
    guard sentence.contains(where: triggers.contains) else { return false }
    let text = String(decoding: sentence, as: UTF8.self)
    return text.contains(/\[\/?[BCDFGHJKLMNPQRSTVWXZ]{4,6}\]|\]\s*>\s*\[/)
      || text.contains(/["'](order|rationales)["']\s*:/)
      || text.contains(
        /<\|\w+\|>|<<\/?SYS>>|\[\/?INST\]|<\/?(system|assistant|candidates?|instructions?|think)>/
          .ignoresCase()
      )
      || text.contains(
        /^\W*(system|assistant|developer)\s*(prompt|message)?\s*:|^\s*\[\d+\]\s*instruction\s*:/
          .ignoresCase().anchorsMatchLineEndings()
      )
  }
}

/// Phrases by their words, and how to find them among the words of a sentence.
struct InjectionPhrases: Sendable {
  /// A word and what may stand before it.
  private struct Step: Sendable {
    /// How many other words may lie between it and the step before.
    var gap: Int
    /// The words that fit, by number.
    var words: Set<Int>
  }

  private struct Phrase: Sendable {
    var kind: InjectionSign.Kind
    var steps: [Step]
  }

  private var numbers: [String: Int] = [:]
  private var phrases: [Phrase] = []
  /// The phrases that begin with a word, by its number.
  private var beginnings: [Int: [Int]] = [:]

  /// Reads phrases: a step is a choice of words parted by `|`, and `~3` before one lets up to three others in.
  init(_ lists: [(kind: InjectionSign.Kind, phrases: String)]) {
    for (kind, text) in lists {
      for line in text.split(separator: "\n") {
        var steps: [Step] = []
        var gap = 0
        for part in line.split(separator: " ") {
          if part.first == "~" {
            gap = Int(part.dropFirst()) ?? 0
          } else {
            steps.append(
              Step(gap: gap, words: Set(part.split(separator: "|").map { number(of: String($0)) }))
            )
            gap = 0
          }
        }
        for word in steps.first?.words ?? [] { beginnings[word, default: []].append(phrases.count) }
        phrases.append(Phrase(kind: kind, steps: steps))
      }
    }
  }

  private mutating func number(of word: String) -> Int {
    let number = numbers[word] ?? numbers.count
    numbers[word] = number
    return number
  }

  /// The numbers of a sentence's words; -1 for those that are in no phrase.
  func words(in sentence: ArraySlice<UInt8>) -> [Int] {
    var words: [Int] = []
    var word: [UInt8] = []
    func end() {
      if !word.isEmpty { words.append(numbers[String(decoding: word, as: UTF8.self)] ?? -1) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in sentence {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        word.append(byte)
      case UInt8(ascii: "'"): continue
      default: end()
      }
    }
    end()
    return words
  }

  /// The kind of the first phrase that the words hold.
  func kind(of words: [Int]) -> InjectionSign.Kind? {
    for (index, word) in words.enumerated() where word >= 0 {
      for phrase in beginnings[word] ?? [] where holds(words, phrases[phrase].steps, at: index) {
        return phrases[phrase].kind
      }
    }
    return nil
  }

  private func holds(_ words: [Int], _ steps: [Step], at start: Int) -> Bool {
    var places: Set<Int> = [start]
    for step in steps.dropFirst() {
      var next: Set<Int> = []
      for place in places {
        for index in words[(place + 1)...].indices.prefix(step.gap + 1)
        where step.words.contains(words[index]) {
          next.insert(index)
        }
      }
      guard !next.isEmpty else { return false }
      places = next
    }
    return true
  }
}
