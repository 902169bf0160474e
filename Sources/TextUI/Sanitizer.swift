/// Turns bytes from outside into text that can be drawn.
///
/// It decides scalar by scalar, never by Swift's `Character`s: one of those may hold a million scalars.
struct Sanitizer {
  /// Scalars of a row; the rest is cut and counted.
  static let rowLimit = 4096
  /// Marks on one base; the rest is counted.
  ///
  /// ncurses keeps no more in a cell.
  static let markLimit = 4

  private let reader: ScalarReader
  private let form: DisplayText.Form
  private let repertoire: Repertoire
  private var output = DisplayText(bytes: [], substitutes: [])
  private var offset = 0
  /// The spacing scalar that a mark would sit on; 0 where there is none.
  private var base: UInt32 = 0
  private var marksOnBase = 0
  private var joinsOnBase = 0

  static func text(
    of bytes: UnsafeBufferPointer<UInt8>,
    as form: DisplayText.Form,
    for repertoire: Repertoire
  ) -> DisplayText {
    var sanitizer = Sanitizer(reader: ScalarReader(bytes: bytes), form: form, repertoire: repertoire)
    sanitizer.run()
    return sanitizer.output
  }

  private init(reader: ScalarReader, form: DisplayText.Form, repertoire: Repertoire) {
    self.reader = reader
    self.form = form
    self.repertoire = repertoire
  }

  private mutating func run() {
    var allowance = form == .row ? Self.rowLimit : Int.max
    output.bytes.reserveCapacity(min(reader.bytes.count, 4 * Self.rowLimit))
    while offset < reader.bytes.count {
      guard allowance > 0 else {
        substitute("…<+\(reader.count(from: offset))>", for: 0)
        return
      }
      let plain = takePlainRun(atMost: allowance)
      allowance -= plain
      if plain == 0, let element = reader.element(at: offset) {
        allowance -= take(element)
      }
    }
    closeMarks()
  }

  /// Takes printable ASCII in one piece; returns how many scalars.
  private mutating func takePlainRun(atMost limit: Int) -> Int {
    let bytes = reader.bytes
    let end = limit < bytes.count - offset ? offset + limit : bytes.count
    var index = offset
    while index < end, bytes[index] >= 0x20, bytes[index] < 0x7F {
      index += 1
    }
    let count = index - offset
    guard count > 0 else { return 0 }
    closeMarks()
    output.bytes.append(contentsOf: bytes[offset..<index])
    setBase(UInt32(bytes[index - 1]))
    offset = index
    return count
  }

  /// Takes one element and what belongs to it; returns how many scalars.
  private mutating func take(_ element: ScalarReader.Element) -> Int {
    let start = offset
    offset += element.length
    guard element.isValid else {
      substitute("<\(hexadecimal(element.value, digits: 2))>", for: 1)
      return 1
    }
    if element.value < 0x20 || element.value == 0x7F { return takeControl(UInt8(element.value)) }
    let scalar = ScalarClass(element.value)
    if repertoire == .ascii {
      substitute("<U+\(hexadecimal(element.value, digits: 4))>", for: scalar.shape == .hidden ? 1 : 0)
      return 1
    }
    switch scalar.shape {
    case .mark:
      takeMark(at: start)
      return 1
    case .hidden:
      if let count = takeEmojiPart(element.value) { return count }
      substitute("<U+\(hexadecimal(element.value, digits: 4))>", for: 1)
      return 1
    case .narrow, .wide:
      return takeSpacing(element.value, at: start)
    }
  }

  private mutating func takeControl(_ control: UInt8) -> Int {
    let next = offset < reader.bytes.count ? reader.bytes[offset] : 0
    switch control {
    case 0x09:
      closeMarks()
      output.bytes.append(control)
      setBase(0)
    case 0x0A:
      takeLineEnd()
    case 0x0D where next == 0x0A:
      offset += 1
      takeLineEnd()
      return 2
    default:
      substitute("^" + String(UnicodeScalar(control ^ 0x40)), for: 1)
    }
    return 1
  }

  private mutating func takeLineEnd() {
    switch (form, repertoire) {
    case (.body, _):
      closeMarks()
      output.bytes.append(0x0A)
      setBase(0)
    case (.row, .unicode): substitute("↵", for: 0)
    case (.row, .ascii): substitute("\\n", for: 0)
    }
  }

  private mutating func takeMark(at start: Int) {
    guard base != 0 else {
      let mark = String(decoding: reader.bytes[start..<offset], as: UTF8.self)
      substitute("◌" + mark, for: 0)
      return
    }
    if marksOnBase < Self.markLimit {
      output.bytes.append(contentsOf: reader.bytes[start..<offset])
    }
    marksOnBase += 1
  }

  private mutating func takeSpacing(_ scalar: UInt32, at start: Int) -> Int {
    if EmojiSequence.isSkinTone(scalar), marksOnBase == 0, EmojiSequence.takesSkinTone(base) {
      return 1
    }
    if EmojiSequence.isRegionalIndicator(scalar) {
      guard let second = reader.element(at: offset), second.isValid,
        EmojiSequence.isRegionalIndicator(second.value)
      else {
        substitute("<U+\(hexadecimal(scalar, digits: 4))>", for: 1)
        return 1
      }
      offset += second.length
      appendSpacing(scalar, from: start)
      return 2
    }
    appendSpacing(scalar, from: start)
    return 1
  }

  private mutating func appendSpacing(_ scalar: UInt32, from start: Int) {
    closeMarks()
    output.bytes.append(contentsOf: reader.bytes[start..<offset])
    setBase(scalar)
  }

  /// Takes a hidden scalar that is ordinary where it stands; returns how many scalars, or nil.
  private mutating func takeEmojiPart(_ scalar: UInt32) -> Int? {
    guard base != 0, marksOnBase == 0 else { return nil }
    let next = reader.element(at: offset)
    switch scalar {
    case EmojiSequence.presentationSelector:
      let isKeycap = EmojiSequence.takesKeycap(base) && next?.value == EmojiSequence.keycap
      return isKeycap || EmojiSequence.isElement(base) ? 1 : nil
    case EmojiSequence.joiner:
      guard joinsOnBase < EmojiSequence.mostJoins, EmojiSequence.isElement(base), let next, next.isValid,
        EmojiSequence.isElement(next.value), !EmojiSequence.isSkinTone(next.value)
      else { return nil }
      joinsOnBase += 1
      offset += next.length
      return 2
    default:
      guard base == EmojiSequence.blackFlag,
        let length = EmojiSequence.subdivisionLength(
          in: reader,
          at: offset - EmojiSequence.encodedTagLength
        )
      else { return nil }
      offset += length - EmojiSequence.encodedTagLength
      return length / EmojiSequence.encodedTagLength
    }
  }

  private mutating func setBase(_ scalar: UInt32) {
    base = scalar
    marksOnBase = 0
    joinsOnBase = 0
  }

  /// Tells how many marks were too many for the base that ends here.
  private mutating func closeMarks() {
    let surplus = marksOnBase - Self.markLimit
    guard surplus > 0 else { return }
    marksOnBase = 0
    substitute("<+\(surplus)>", for: surplus)
  }

  private mutating func substitute(_ replacement: String, for count: Int) {
    closeMarks()
    setBase(0)
    output.appendSubstitute(replacement, for: count)
  }
}

extension DisplayText {
  /// Appends what stands for `count` scalars.
  mutating func appendSubstitute(_ replacement: String, for count: Int) {
    let start = bytes.count
    bytes.append(contentsOf: replacement.utf8)
    if let last = substitutes.indices.last, substitutes[last].end == start {
      substitutes[last].end = bytes.count
      substitutes[last].count += count
    } else {
      substitutes.append(Substitute(start: start, end: bytes.count, count: count))
    }
  }
}

/// A scalar's value in upper-case hexadecimal, with leading zeros.
func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let plain = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - plain.count)) + plain
}
