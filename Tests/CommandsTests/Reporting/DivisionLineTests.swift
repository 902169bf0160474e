import Clustering
import Foundation
import Synchronization
import Testing
import TextUI

@testable import Commands

@Suite struct DivisionLineTests {
  /// A terminal that keeps what it gets, and a clock that is turned by hand.
  private final class Terminal: Sendable {
    private let state = Mutex((lines: [String](), time: ContinuousClock.now))

    var line: ProgressLine {
      ProgressLine("clustering", write: { self.write($0) }, now: { self.state.withLock { $0.time } })
    }
    /// What was drawn last, without what moves the cursor.
    var last: String {
      state.withLock { $0.lines.last ?? "" }
        .replacing("\r", with: "").replacing("\u{1B}[K", with: "").trimmingCharacters(in: .whitespaces)
    }

    func pass(seconds: Int) { state.withLock { $0.time += .seconds(seconds) } }

    private func write(_ text: String) { state.withLock { $0.lines.append(text) } }
  }

  @Test func `each kind of step has a line of its own, and the time that is left of it alone`() {
    let terminal = Terminal()
    var line = DivisionLine(on: terminal.line)
    line.show(.choosingCenters(0, of: 100))
    terminal.pass(seconds: 100)
    line.show(.choosingCenters(50, of: 100))
    #expect(terminal.last == "choosing centers [##########..........] 50/100 100 s left")
    line.show(.assigning(0, of: 10))
    #expect(terminal.last == "assigning instructions")
    terminal.pass(seconds: 4)
    line.show(.assigning(5, of: 10))
    #expect(terminal.last == "assigning instructions [##########..........] 5/10 4 s left")
  }

  @Test func `no time is told while centers are fitted, which ends when it ends`() {
    let terminal = Terminal()
    var line = DivisionLine(on: terminal.line, for: "topics: ")
    line.show(.fitting(iteration: 1, of: 300))
    terminal.pass(seconds: 30)
    line.show(.fitting(iteration: 12, of: 300))
    #expect(terminal.last == "topics: fitting centers, iteration 12")
  }

  @Test func `a step that comes again begins anew`() {
    let terminal = Terminal()
    var line = DivisionLine(on: terminal.line)
    line.show(.assigning(8, of: 10))
    terminal.pass(seconds: 50)
    line.show(.assigning(1, of: 10))
    terminal.pass(seconds: 3)
    line.show(.assigning(4, of: 10))
    #expect(terminal.last == "assigning instructions [########............] 4/10 4 s left")
  }
}
