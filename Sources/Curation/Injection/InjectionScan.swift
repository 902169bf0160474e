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
      .lowercased()
    return InjectionPhrases.unspaced.first { text.contains($0.phrase) }?.kind
      ?? InjectionPhrases.all.kind(of: Array(text.utf8)[...])
  }
}
