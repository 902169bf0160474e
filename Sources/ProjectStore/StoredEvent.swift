internal import Curation
internal import Foundation

/// Events of the log as they are stored.
///
/// The statistics read every decision, and the general decoder takes more than ten times as long for one as
/// reading the form that `StoredJSON` gives it: no blanks, keys in order. Whatever differs from that, such as an
/// id with a quote in it, goes to the general decoder.
enum StoredEvent {
  /// Reads an event.
  static func decode(_ text: Data) throws -> ReviewEvent {
    try text.withUnsafeBytes(known) ?? JSONDecoder().decode(ReviewEvent.self, from: text)
  }

  /// Reads a decision, an undo or a redo in the usual form; nil for anything else.
  static func known(_ text: UnsafeRawBufferPointer) -> ReviewEvent? {
    var reader = StoredFormReader(bytes: text)
    let event: ReviewEvent
    if reader.skip(#"{"decide":{"_0":"#) {
      guard let decision = reader.decision() else { return nil }
      event = .decide(decision)
    } else if reader.skip(#"{"undo":{"of":"#) {
      guard let sequence = reader.number() else { return nil }
      event = .undo(of: sequence)
    } else if reader.skip(#"{"redo":{"of":"#) {
      guard let sequence = reader.number() else { return nil }
      event = .redo(of: sequence)
    } else {
      return nil
    }
    return reader.skip("}}") && reader.isAtEnd ? event : nil
  }
}

/// Reads values one after the other; nil where something else stands there.
private struct StoredFormReader {
  let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  private var rest: Slice<UnsafeRawBufferPointer> { bytes[place...] }

  /// Goes past what is expected, if it is there.
  mutating func skip(_ expected: StaticString) -> Bool {
    let count = expected.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[place + offset] != expected.utf8Start[offset] { return false }
    place += count
    return true
  }

  mutating func decision() -> Decision? {
    guard skip("{") else { return nil }
    var batch: Int64?
    if skip(#""batch":"#) {
      batch = number()
      guard batch != nil, skip(",") else { return nil }
    }
    guard skip(#""firstChoice":"#), let firstChoice = ids(),
      skip(#","picks":"#), let picks = ids(),
      skip(#","presentation":"#), let presentation = presentation()
    else { return nil }
    var reason: Reason?
    if skip(#","reason":"#) {
      reason = word()
      guard reason != nil else { return nil }
    }
    guard skip(#","remark":"#), let remark = text(),
      skip(#","verdict":"#), let verdict: Verdict = word(),
      skip("}")
    else { return nil }
    return Decision(
      recorded: verdict,
      picks: picks,
      firstChoice: firstChoice,
      reason: reason,
      remark: remark,
      presentation: presentation,
      batch: batch
    )
  }

  private mutating func presentation() -> Presentation? {
    guard skip(#"{"mode":"#), let mode: ReviewMode = word(), skip(#","order":"#), let order = ids() else {
      return nil
    }
    var run: Int?
    if skip(#","run":"#) {
      run = number().flatMap { Int(exactly: $0) }
      guard run != nil else { return nil }
    }
    guard skip(#","showedRanking":"#) else { return nil }
    let showedRanking = skip("true")
    guard showedRanking || skip("false"), skip("}") else { return nil }
    return Presentation(order: order, showedRanking: showedRanking, run: run, mode: mode)
  }

  private mutating func ids() -> [InstructionID]? {
    guard skip("[") else { return nil }
    var ids: [InstructionID] = []
    while !skip("]") {
      guard ids.isEmpty || skip(","), let id = text() else { return nil }
      ids.append(InstructionID(id))
    }
    return ids
  }

  private mutating func word<Word: RawRepresentable<String>>() -> Word? { text().flatMap(Word.init) }

  /// A text without anything that had to be escaped.
  private mutating func text() -> String? {
    guard skip("\""),
      let end = rest.firstIndex(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }),
      bytes[end] == UInt8(ascii: "\"")
    else { return nil }
    defer { place = end + 1 }
    return String(decoding: bytes[place..<end], as: UTF8.self)
  }

  /// A whole number from 0 on.
  mutating func number() -> Int64? {
    let digits = rest.prefix { 0x30...0x39 ~= $0 }
    guard (1...18).contains(digits.count) else { return nil }
    place = digits.endIndex
    return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }
}
