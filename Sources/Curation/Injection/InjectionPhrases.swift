/// Words that are meant for a ranker, and how to find them among the words of a sentence.
struct InjectionPhrases: Sendable {
  /// A word of a phrase.
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
  /// Words of every one of these close together ask for a promotion, whatever their order.
  private var groups: [Set<Int>] = []

  /// How many words count as close together.
  private static let reach = 12

  /// Reads phrases and groups.
  ///
  /// - Parameters:
  ///   - lists: A phrase a line. A step is a choice of words parted by `|`; `~3` before one lets up to three
  ///     other words in.
  ///   - groups: Words parted by space.
  init(_ lists: [(kind: InjectionSign.Kind, phrases: String)], groups: [String]) {
    for (kind, text) in lists {
      for line in text.split(separator: "\n") { add(line, kind) }
    }
    for group in groups {
      self.groups.append(Set(group.split(whereSeparator: \.isWhitespace).map { number(of: $0) }))
    }
  }

  private mutating func add(_ line: Substring, _ kind: InjectionSign.Kind) {
    var steps: [Step] = []
    var gap = 0
    for part in line.split(separator: " ") {
      if part.first == "~" {
        gap = Int(part.dropFirst()) ?? 0
      } else {
        steps.append(Step(gap: gap, words: Set(part.split(separator: "|").map { number(of: $0) })))
        gap = 0
      }
    }
    for word in steps.first?.words ?? [] { beginnings[word, default: []].append(phrases.count) }
    phrases.append(Phrase(kind: kind, steps: steps))
  }

  private mutating func number(of word: Substring) -> Int {
    let number = numbers[String(word)] ?? numbers.count
    numbers[String(word)] = number
    return number
  }

  /// The kind of the first phrase that a sentence holds, read as UTF-8.
  func kind(of sentence: ArraySlice<UInt8>) -> InjectionSign.Kind? {
    let words = words(in: sentence)
    for (index, word) in words.enumerated() where word >= 0 {
      for phrase in beginnings[word] ?? [] where holds(words, phrases[phrase].steps, at: index) {
        return phrases[phrase].kind
      }
    }
    return areGroupsClose(in: words) ? .promotion : nil
  }

  /// The numbers of a sentence's words; -1 for those that mean nothing here.
  private func words(in sentence: ArraySlice<UInt8>) -> [Int] {
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

  private func holds(_ words: [Int], _ steps: [Step], at start: Int) -> Bool {
    var places: Set<Int> = [start]
    for step in steps.dropFirst() {
      var next: Set<Int> = []
      for place in places {
        for index in words.indices[(place + 1)...].prefix(step.gap + 1)
        where step.words.contains(words[index]) {
          next.insert(index)
        }
      }
      guard !next.isEmpty else { return false }
      places = next
    }
    return true
  }

  private func areGroupsClose(in words: [Int]) -> Bool {
    var last: [Int?] = groups.map { _ in nil }
    for (index, word) in words.enumerated() where word >= 0 {
      for (group, members) in groups.enumerated() where members.contains(word) { last[group] = index }
      if last.allSatisfy({ $0.map { index - $0 < Self.reach } ?? false }) { return true }
    }
    return false
  }
}
