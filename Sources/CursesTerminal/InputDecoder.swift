import TextUI

/// Tells keys, pastes and what must be ignored apart.
///
/// Terminals answer questions, report the focus and send keys as sequences of letters that look like typing.
/// They are taken whole, also when they arrive in pieces; only the listed ones become keys. Time comes from
/// outside.
struct InputDecoder {
  typealias Instant = ContinuousClock.Instant

  /// After so long without a byte, an unfinished sequence is given up.
  static let patience: Duration = .seconds(1)
  /// A sequence that began with a late byte may be none: it cannot take keys for longer than this.
  static let longestSequence: Duration = .seconds(4)
  /// After so long without a byte, a paste without an end is taken as it is.
  static let pastePatience: Duration = .seconds(10)

  private enum State {
    case ground
    case escape
    /// An escape was taken for a key; what belongs to it may still come.
    case afterLoneEscape
    case sequence(ControlSequence)
    /// ESC O: one more byte follows.
    case singleShift(isLate: Bool)
    /// An operating-system command or the like, up to its terminator.
    case string(sawEscape: Bool)
    /// So many more scalars belong to a sequence.
    case remainder(Int)
    case paste(String.UnicodeScalarView)
  }

  private var state = State.ground
  private var escapeGuard = EscapeGuard()
  private var lastInput: Instant?
  private var sequenceStart: Instant?

  /// Takes the next input; the events that it completes.
  mutating func decode(_ input: RawInput, at now: Instant) -> [InputEvent] {
    var events = giveUpIfStale(at: now)
    lastInput = now
    switch input {
    case .scalar(let scalar): events += decode(scalar, at: now)
    case .key(let key): events += interrupt(with: .key(key))
    case .mouse(let event): events += interrupt(with: .mouse(event))
    case .other: events += interrupt(with: nil)
    }
    return events
  }

  /// Tells that nothing more is waiting: an escape at the end was a key of its own.
  mutating func endBatch(at now: Instant) -> [InputEvent] {
    guard case .escape = state else { return [] }
    state = .afterLoneEscape
    escapeGuard.begin(at: now)
    return [.key(.escape)]
  }

  private mutating func giveUpIfStale(at now: Instant) -> [InputEvent] {
    guard let lastInput else { return [] }
    switch state {
    case .ground, .escape: return []
    case .afterLoneEscape:
      if !escapeGuard.isActive(at: now) { state = .ground }
      return []
    case .paste(let scalars):
      guard now - lastInput > Self.pastePatience else { return [] }
      state = .ground
      escapeGuard.begin(at: now)
      return [.paste(Self.pasted(scalars))]
    case .sequence, .singleShift, .string, .remainder:
      let start = sequenceStart ?? lastInput
      guard now - lastInput > Self.patience || now - start > Self.longestSequence else { return [] }
      state = .ground
      escapeGuard.begin(at: now)
      return []
    }
  }

  /// Takes what ncurses recognised as a whole; inside a paste it is not a key.
  private mutating func interrupt(with event: InputEvent?) -> [InputEvent] {
    switch state {
    case .paste: return []
    case .escape:
      state = .ground
      return [.key(.escape)] + [event].compactMap(\.self)
    default:
      state = .ground
      return [event].compactMap(\.self)
    }
  }

  private mutating func decode(_ scalar: UnicodeScalar, at now: Instant) -> [InputEvent] {
    switch state {
    case .ground: return ground(scalar, at: now)
    case .escape:
      if scalar == "\u{1B}" { return [.key(.escape)] }
      state = .ground
      if begin(introducer: scalar, isLate: false, at: now) { return [] }
      return scalar.value < 0x20 || scalar.value == 0x7F ? [] : [.key(.alt(Character(scalar)))]
    case .afterLoneEscape:
      state = .ground
      guard begin(introducer: scalar, isLate: true, at: now) else { return ground(scalar, at: now) }
      return []
    case .sequence(var sequence):
      return decode(scalar, in: &sequence, at: now)
    case .singleShift(let isLate):
      state = .ground
      if scalar.value < 0x20 { return ground(scalar, at: now) }
      return isLate ? [] : [ControlSequence.keyAfterSingleShift(scalar)].compactMap { $0.map(InputEvent.key) }
    case .string(let sawEscape):
      decodeString(scalar, sawEscape: sawEscape)
      return scalar == "\u{03}" ? [.key(.control("c"))] : []
    case .remainder(let count):
      state = count > 1 ? .remainder(count - 1) : .ground
      return []
    case .paste(var scalars):
      state = .ground  // So that the scalars have one owner and are not copied.
      return decodePaste(scalar, into: &scalars)
    }
  }

  private mutating func ground(_ scalar: UnicodeScalar, at now: Instant) -> [InputEvent] {
    switch scalar.value {
    case 0x1B:
      state = .escape
      return []
    case 0x80..<0xA0:
      _ = begin(introducer: UnicodeScalar(UInt8(scalar.value - 0x40)), isLate: false, at: now)
      return []
    case 0x09: return [.key(.tab)]
    case 0x0D: return [.key(.enter)]
    case 0x08, 0x7F: return [.key(.backspace)]
    case 0: return [.key(.control(" "))]
    case ..<0x20: return [.key(.control(Character(UnicodeScalar(UInt8(scalar.value | 0x60)))))]
    default:
      let key = Character(scalar)
      // Upper case, digits and signs decide nothing; and what opens a text field must not be lost, or what is
      // typed next would be taken for commands.
      if escapeGuard.isActive(at: now), key == " " || key.isLetter && !key.isUppercase { return [] }
      return [.key(.character(key))]
    }
  }

  /// Begins a sequence if a scalar, after an escape, does so.
  private mutating func begin(introducer: UnicodeScalar, isLate: Bool, at now: Instant) -> Bool {
    switch introducer {
    case "[": state = .sequence(ControlSequence(isLate: isLate))
    case "O": state = .singleShift(isLate: isLate)
    case "]", "P", "X", "^", "_": state = .string(sawEscape: false)
    default: return false
    }
    sequenceStart = now
    return true
  }

  private mutating func decode(
    _ scalar: UnicodeScalar,
    in sequence: inout ControlSequence,
    at now: Instant
  ) -> [InputEvent] {
    switch scalar.value {
    case 0x20..<0x40:
      sequence.append(scalar)
      state = .sequence(sequence)
    case 0x40..<0x7F:
      let end = sequence.finish(with: scalar)
      switch end {
      case .pasteBegin: state = .paste(String.UnicodeScalarView())
      case .remainder(let count): state = .remainder(count)
      case .key, .nothing: state = .ground
      }
      if sequence.isLate { escapeGuard.begin(at: now) }
      if case .key(let key) = end, !sequence.isLate { return [.key(key)] }
    default:
      state = .ground
      return ground(scalar, at: now)
    }
    return []
  }

  private mutating func decodeString(_ scalar: UnicodeScalar, sawEscape: Bool) {
    switch scalar.value {
    case 0x07, 0x18, 0x1A, 0x9C, 0x03: state = .ground
    case 0x5C where sawEscape: state = .ground
    default: state = .string(sawEscape: scalar.value == 0x1B)
    }
  }

  private mutating func decodePaste(
    _ scalar: UnicodeScalar,
    into scalars: inout String.UnicodeScalarView
  ) -> [InputEvent] {
    scalars.append(scalar)
    guard scalar == "~", scalars.suffix(6).elementsEqual("\u{1B}[201~".unicodeScalars) else {
      state = .paste(scalars)
      return []
    }
    scalars.removeLast(6)
    return [.paste(Self.pasted(scalars))]
  }

  /// Terminals send line ends as carriage returns.
  private static func pasted(_ scalars: String.UnicodeScalarView) -> String {
    String(scalars).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}
