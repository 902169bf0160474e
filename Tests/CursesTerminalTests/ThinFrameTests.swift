import CCurses
import TestSupport
import Testing

/// What is left out of a frame before it is sent.
@Suite struct ThinFrameTests {
  private func thinned(_ frame: String) -> String {
    var bytes = Array(frame.utf8)
    let count = Int(cc_thin(&bytes, Int32(bytes.count)))
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  @Test(arguments: [
    // A colour that stays is not chosen again.
    ("\u{1B}[38;5;1m\u{1B}[48;5;2ma\u{1B}[38;5;3m\u{1B}[48;5;2mb", "\u{1B}[38;5;1;48;5;2ma\u{1B}[38;5;3mb"),
    // Nor is everything taken back to add one attribute.
    ("\u{1B}[m\u{1B}[31ma\u{1B}(B\u{1B}[0;1m\u{1B}[31mb", "\u{1B}[0;31ma\u{1B}(B\u{1B}[1mb"),
    ("\u{1B}(B\u{1B}[m\u{1B}[31ma\u{1B}(B\u{1B}[0;1m\u{1B}[31mb", "\u{1B}(B\u{1B}[0;31ma\u{1B}[1mb"),
    // What goes, goes with a reset, which every terminal knows.
    ("\u{1B}[0;1;31ma\u{1B}[0m\u{1B}[31mb", "\u{1B}[0;1;31ma\u{1B}[0;31mb"),
    ("\u{1B}[0;31ma\u{1B}[39;49m\u{1B}(B\u{1B}[m", "\u{1B}[0;31ma\u{1B}(B\u{1B}[m"),
    ("\u{1B}[m\u{1B}(B\u{1B}[31ma\u{1B}[39;49m\u{1B}(B\u{1B}[m", "\u{1B}(B\u{1B}[0;31ma\u{1B}[m"),
    // Before the first reset there may be attributes that nobody knows of.
    ("\u{1B}[31ma\u{1B}[39mb", "\u{1B}[31ma\u{1B}[39mb"), ("\u{1B}[31ma\u{1B}[mb", "\u{1B}[31ma\u{1B}[mb"),
    // The Linux console and screen shift in with every reset.
    ("\u{1B}[m\u{0F}a\u{1B}[1m\u{0F}b\u{0E}q\u{0F}c", "\u{1B}[m\u{0F}a\u{1B}[1mb\u{0E}q\u{0F}c"),
    // Colours of sixteen million, and what is not understood.
    ("\u{1B}[38;2;1;2;3ma\u{1B}[38;2;1;2;3mb", "\u{1B}[38;2;1;2;3mab"),
    ("\u{1B}[31ma\u{1B}[4:3mb\u{1B}[31mc", "\u{1B}[31ma\u{1B}[4:3mb\u{1B}[31mc"),
    ("\u{1B}[31ma\u{1B}[21mb\u{1B}[31mc", "\u{1B}[31ma\u{1B}[21mb\u{1B}[31mc"),
    ("\u{1B}[31", "\u{1B}[31"), ("\u{1B}", "\u{1B}"), ("", ""), ("\u{1B}[;;m", "\u{1B}[m"),
    ("\u{1B}[5;31H\u{1B}[Kä茶", "\u{1B}[5;31H\u{1B}[Kä茶"),
  ])
  func `only what changes nothing is left out`(frame: String, sent: String) {
    #expect(thinned(frame) == sent)
  }

  @Test func `any frame looks the same and is never longer`() {
    var chance = SplitMix(state: 7)
    let styles = [
      "\u{1B}[m", "\u{1B}(B", "\u{1B}[0;1m", "\u{1B}[0;7m", "\u{1B}[4m", "\u{1B}[39;49m", "\u{1B}[31m",
      "\u{1B}[38;5;116m", "\u{1B}[48;5;234m", "\u{1B}[44m", "\u{1B}[97m", "\u{1B}[48;2;9;8;7m", "\u{1B}[39m",
      "\u{1B}[49m", "\u{1B}(0", "\u{0F}", "\u{0E}", "\u{1B}[58;5;1m", "\u{1B}[1;31;42m",
    ]
    let others = ["a", "茶", "\u{1B}[3;4H", "\u{1B}[K", "\n", "\u{1B}[?25l", "\u{1B}", "["]
    for _ in 0..<4000 {
      let frame = (0..<Int.random(in: 0...24, using: &chance))
        .map { _ in
          (Int.random(in: 0..<3, using: &chance) > 0 ? styles : others).randomElement(using: &chance) ?? ""
        }
        .joined()
      let sent = thinned(frame)
      #expect(sent.utf8.count <= frame.utf8.count)
      for start in [Pen(), Pen(attributes: [1, 4], ink: [35], ground: [45], set: "0")] {
        let isSame = Pen.shown(by: sent, from: start) == Pen.shown(by: frame, from: start)
        #expect(isSame, "\(frame.debugDescription) was sent as \(sent.debugDescription)")
      }
    }
  }
}

/// What a terminal writes with: a model of it for these tests alone.
private struct Pen: Equatable {
  /// A letter, or a part of a sequence that is no style, and the pen in force.
  struct Mark: Equatable {
    var letter: Unicode.Scalar
    var pen: Pen
  }

  var attributes: Set<Int> = []
  var ink: [Int] = []
  var ground: [Int] = []
  var set: Character = "B"
  /// Styles that this model does not know, in the order in which they came.
  var others: [String] = []

  /// What is shown, and at last the pen that is left.
  static func shown(by frame: String, from start: Pen) -> [Mark] {
    var pen = start
    var marks: [Mark] = []
    var rest = frame.unicodeScalars[...]
    while let first = rest.first {
      if let style = Substring(rest).prefixMatch(of: /\u{1B}\[([0-9;]*)m/) {
        pen.apply(style.output.1.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 })
        rest = rest[style.range.upperBound...]
      } else if let set = Substring(rest).prefixMatch(of: /\u{1B}\((.)/) {
        pen.set = set.output.1.first ?? "?"
        rest = rest[set.range.upperBound...]
      } else {
        if first == "\u{0F}" || first == "\u{0E}" {
          pen.set = Character(first)
        } else {
          marks.append(Mark(letter: first, pen: pen))
        }
        rest.removeFirst()
      }
    }
    return marks + [Mark(letter: "\u{0}", pen: pen)]
  }

  private mutating func apply(_ parameters: [Int]) {
    var rest = parameters[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: self = Pen(set: set)
      case 1...9: attributes.insert(code)
      case 39: ink = []
      case 49: ground = []
      case 30...37, 90...97: ink = [code]
      case 40...47, 100...107: ground = [code]
      case 38, 48:
        let count = rest.first == 5 ? 2 : 4
        if code == 38 { ink = [code] + rest.prefix(count) } else { ground = [code] + rest.prefix(count) }
        rest = rest.dropFirst(count)
      default:
        others.append("\(code);" + rest.map { "\($0)" }.joined(separator: ";"))
        rest = []
      }
    }
  }
}
