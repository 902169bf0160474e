import Foundation

/// What the reference's `BertNormalizer` and `BertPreTokenizer` do to a text, scalar by scalar.
///
/// In this order: controls are dropped and white space becomes spaces, ideographs are set apart, canonical
/// decomposition loses its accents, capitals become small; then words end at spaces and at punctuation.
struct BertNormalizer: Sendable {
  /// Which of the steps are done.
  struct Steps: Equatable, Sendable {
    var cleansText = true
    var separatesIdeographs = true
    var stripsAccents = true
    var lowercases = true
  }

  /// What one scalar contributes to the words of a text.
  enum Piece: Equatable, Sendable {
    /// Goes on with a word.
    case letter(Unicode.Scalar)
    /// Goes on with a word, but stands in canonical order among the marks around it.
    case mark(Unicode.Scalar, order: UInt8)
    /// Marks before it and after it are not sorted among each other.
    case boundary
    /// Ends a word.
    case space
    /// Ends a word and is one of its own.
    case punctuation(Unicode.Scalar)
  }

  private let steps: Steps
  private let ascii: [[Piece]]
  private var others: [Unicode.Scalar: [Piece]] = [:]

  /// Makes a normaliser that does some steps.
  init(_ steps: Steps) {
    self.steps = steps
    ascii = (0..<128).map { Self.pieces(of: Unicode.Scalar($0), steps) }
  }

  /// What a scalar contributes.
  mutating func pieces(of scalar: Unicode.Scalar) -> [Piece] {
    if scalar.value < 128 { return ascii[Int(scalar.value)] }
    if let known = others[scalar] { return known }
    let pieces = Self.pieces(of: scalar, steps)
    others[scalar] = pieces
    return pieces
  }

  private static func pieces(of scalar: Unicode.Scalar, _ steps: Steps) -> [Piece] {
    if steps.cleansText, BertScalarTable.dropped.hasRange(with: scalar) { return [] }
    let isApart = steps.separatesIdeographs && isIdeograph(scalar)
    let pieces = decomposed(scalar, steps).flatMap { part, order -> [Piece] in
      if steps.stripsAccents, BertScalarTable.marks.hasRange(with: part) {
        return order == 0 ? [.boundary] : []
      }
      return (steps.lowercases ? Array(part.properties.lowercaseMapping.unicodeScalars) : [part]).map {
        piece(of: $0, order: order)
      }
    }
    return isApart ? [.space] + pieces + [.space] : pieces
  }

  /// The scalar's canonical decomposition with combining classes, where accents are stripped; else itself.
  private static func decomposed(_ scalar: Unicode.Scalar, _ steps: Steps) -> [(Unicode.Scalar, UInt8)] {
    guard steps.stripsAccents, scalar.value >= 128,
      scalar.value <= 0xFFFF || BertScalarTable.decomposed.hasRange(with: scalar)
    else { return [(scalar, steps.stripsAccents ? scalar.properties.canonicalCombiningClass.rawValue : 0)] }
    return String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.map {
      ($0, $0.properties.canonicalCombiningClass.rawValue)
    }
  }

  private static func piece(of scalar: Unicode.Scalar, order: UInt8) -> Piece {
    if scalar.properties.isWhitespace { return .space }
    if BertScalarTable.punctuation.hasRange(with: scalar) { return .punctuation(scalar) }
    return order == 0 ? .letter(scalar) : .mark(scalar, order: order)
  }

  /// The blocks that the reference takes for Chinese; Hangul and kana are none of them.
  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2A6DF, 0x2A700...0x2B81F,
      0x2B920...0x2CEAF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}

extension [UInt32] {
  /// Whether one of the ranges, given by first and last and ascending, has a scalar.
  fileprivate func hasRange(with scalar: Unicode.Scalar) -> Bool {
    var low = 0
    var high = count / 2
    while low < high {
      let middle = (low + high) / 2
      if self[2 * middle + 1] < scalar.value { low = middle + 1 } else { high = middle }
    }
    return low < count / 2 && self[2 * low] <= scalar.value
  }
}
