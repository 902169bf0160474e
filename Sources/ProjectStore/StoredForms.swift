internal import Foundation
internal import GRDB

extension Date {
  /// Milliseconds since 1970, the form in which the project file holds every time.
  var milliseconds: Int64 {
    Int64(exactly: (timeIntervalSince1970 * 1000).rounded()) ?? 0
  }

  init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }
}

/// Values that the project file holds as JSON: one line, keys in order, so that equal values are equal texts.
enum StoredJSON {
  static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}

/// Row numbers, which the project file holds as a JSON list: written and read for every try, so by hand.
enum StoredRows {
  static func encode(_ rows: [Int]) -> String { "[" + rows.map(String.init).joined(separator: ",") + "]" }

  static func decode(_ text: String) throws -> [Int] {
    let rows = text.dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
    // A file from elsewhere may hold the list in another way, or something else.
    return encode(rows) == text ? rows : try StoredJSON.decode(from: text)
  }
}

/// A stored word that stands for nothing this program knows.
struct UnknownWord: Error, CustomStringConvertible {
  var word: String

  var description: String { "'\(word)' has no meaning there" }
}

extension Row {
  /// A column that holds one of the words of an enumeration.
  func word<Word: RawRepresentable<String>>(_ index: Int) throws -> Word {
    let text: String = try value(index)
    guard let word = Word(rawValue: text) else { throw UnknownWord(word: text) }
    return word
  }
}
