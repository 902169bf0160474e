import TestSupport
import Testing
import TextUI

@testable import CursesTerminal

@Suite struct InputDecoderTests {
  /// Feeds text in batches, each after a pause.
  private func events(_ batches: [(pause: Duration, text: String)]) -> [InputEvent] {
    var decoder = InputDecoder()
    var now = ContinuousClock.now
    return batches.flatMap { batch -> [InputEvent] in
      now += batch.pause
      let events = batch.text.unicodeScalars.flatMap { decoder.decode(.scalar($0), at: now) }
      return events + decoder.endBatch(at: now)
    }
  }

  private func events(_ text: String) -> [InputEvent] { events([(.zero, text)]) }

  @Test(
    arguments: [
      ("a", .character("a")), ("é", .character("é")), ("\r", .enter), ("\t", .tab), ("\u{7F}", .backspace),
      ("\u{8}", .backspace), ("\u{12}", .control("r")), ("\u{1B}", .escape), ("\u{1B}x", .alt("x")),
      ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[5~", .pageUp), ("\u{1B}[3~", .delete),
      ("\u{1B}[Z", .backTab),
      ("\u{1B}[15~", .function(5)), ("\u{1B}[24~", .function(12)), ("\u{9B}C", .right), ("\0", .control(" ")),
    ] as [(String, Key)]
  )
  func `keys are told apart`(text: String, key: Key) {
    #expect(events(text) == [.key(key)])
  }

  static let sequences = [
    "\u{1B}[A", "\u{1B}OA", "\u{1B}[1;5C", "\u{1B}[15~", "\u{1B}[?62;1;6c", "\u{1B}[24;80R", "\u{1B}[[A",
    "\u{1B}[<0;10;20M", "\u{1B}[M abc".replacing("abc", with: "ab"), "\u{1B}[I", "\u{1B}[?1;2c", "\u{1B}[0n",
    "\u{1B}]11;rgb:0000/aaaa/0000\u{7}", "\u{1B}]52;c;YWNvcw==\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
    "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}^acosx\u{1B}\\", "\u{1B}Xacosx\u{1B}\\",
  ]

  @Test(arguments: sequences, [Duration.milliseconds(5), .milliseconds(30), .milliseconds(250)])
  func `a sequence cut anywhere decides nothing`(sequence: String, pause: Duration) {
    let scalars = Array(sequence.unicodeScalars)
    for cut in 0...scalars.count {
      let parts = [scalars[..<cut], scalars[cut...]].map { part in
        var view = String.UnicodeScalarView()
        view.append(contentsOf: part)
        return String(view)
      }
      let all = events([(.zero, parts[0]), (pause, parts[1])])
      let letters = all.filter { if case .key(.character) = $0 { true } else { false } }
      #expect(letters.isEmpty, "cut at \(cut): \(all)")
    }
  }

  @Test(arguments: sequences)
  func `a sequence that comes byte by byte decides nothing`(sequence: String) {
    let all = events(sequence.unicodeScalars.map { (.milliseconds(90), String($0)) })
    #expect(all.allSatisfy { $0 == .key(.escape) }, "\(all)")
  }

  @Test(arguments: [(Duration.milliseconds(299), 0), (.milliseconds(300), 1)])
  func `after a lone escape no letter counts for a moment`(pause: Duration, expected: Int) {
    #expect(events([(.zero, "\u{1B}"), (pause, "a")]).count == 1 + expected)
    #expect(events([(.zero, "\u{1B}"), (.milliseconds(50), "\r")]) == [.key(.escape), .key(.enter)])
  }

  @Test func `an unfinished sequence does not hold the keys for ever`() {
    let typing = (0..<60).map { _ in (Duration.milliseconds(200), "j") }
    for start in ["\u{1B}]", "\u{1B}P", "\u{1B}[M"] {
      let all = events([(.zero, start)] + typing)
      #expect(all.suffix(30) == ArraySlice(repeating: .key(.character("j")), count: 30), "\(start)")
    }
    #expect(events([(.zero, "\u{1B}]0;"), (.zero, "\u{3}")]) == [.key(.control("c"))])
  }

  @Test func `a paste is one event and never keys`() {
    #expect(
      events("\u{1B}[200~one\rq\r\ntwo\u{1B}[Ax~\u{1B}[201~z") == [
        .paste("one\nq\ntwo\u{1B}[Ax~"), .key(.character("z")),
      ]
    )
  }

  @Test func `a paste that comes in pieces is one event`() {
    let text = "\u{1B}[200~q a q\u{1B}[201~"
    let all = events(text.unicodeScalars.map { (.milliseconds(95), String($0)) })
    #expect(all.filter { $0 != .key(.escape) } == [.paste("q a q")] || all == [.key(.escape)], "\(all)")
    #expect(!all.contains(.key(.character("q"))))
  }

  @Test func `a long paste is taken at once`() {
    let text = String(repeating: "decide q a o x ", count: 70_000)
    #expect(events("\u{1B}[200~\(text)\u{1B}[201~") == [.paste(text)])
  }

  @Test func `a paste without an end is given up`() {
    #expect(
      events([(.zero, "\u{1B}[200~abc"), (.seconds(11), "q"), (.seconds(1), "q")])
        == [.paste("abc"), .key(.character("q"))]
    )
  }

  @Test func `a key that ncurses knows ends a sequence`() {
    var decoder = InputDecoder()
    let now = ContinuousClock.now
    let inputs: [RawInput] = [.scalar("\u{1B}"), .key(.up), .other, .scalar("a")]
    let events = inputs.flatMap { decoder.decode($0, at: now) }
    #expect(events == [.key(.escape), .key(.up), .key(.character("a"))])
  }
}
