import Foundation

/// Looks for words and marks that are meant for a ranker in one sentence.
///
/// Rooms do this for every candidate that they show, so it reads bytes and stops early.
enum InjectionScan {
  static func kind(of sentence: ArraySlice<UInt8>) -> InjectionSign.Kind? {
    if InjectionMarkup(in: sentence).isPresent { return .markup }
    guard !sentence.allSatisfy({ $0 < 0x80 }) else { return InjectionPhrases.all.kind(of: sentence) }
    // Full-width and other letters that stand for plain ones.
    let text = String(decoding: sentence, as: UTF8.self).precomposedStringWithCompatibilityMapping
    let bytes = Array(text.lowercased().utf8)
    return unspacedKind(of: bytes) ?? InjectionPhrases.all.kind(of: bytes[...])
  }

  private static func unspacedKind(of bytes: [UInt8]) -> InjectionSign.Kind? {
    // The scripts in question begin at U+3000.
    let starts = bytes.indices.filter { bytes[$0] >= 0xE3 }
    guard !starts.isEmpty else { return nil }
    return InjectionPhrases.unspaced.first { phrase, _ in
      starts.contains { bytes[$0...].starts(with: phrase.utf8) }
    }?.kind
  }
}
