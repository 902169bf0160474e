import CCurses
import Glibc
import ScreenThread
import TextUI

/// Listens to the terminal and to signals, without ever waiting for them.
@ScreenActor
final class InputListener {
  private static let signals = [SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT]

  private unowned let terminal: CursesTerminal
  private var handler: (@ScreenActor ([InputEvent]) -> Void)?
  private var watches: [ScreenActor.Watch] = []
  private var decoder = InputDecoder()
  private let start = ContinuousClock.now

  init(terminal: CursesTerminal) { self.terminal = terminal }

  func start(_ handler: @escaping @ScreenActor ([InputEvent]) -> Void) {
    guard watches.isEmpty else { return }
    self.handler = handler
    signal(SIGPIPE, SIG_IGN)
    let signals = cc_catch_signals(Self.signals, Int32(Self.signals.count))
    // What listens is no task that would inherit what is bound here.
    let repertoire = Repertoire.current
    watches = [
      ScreenActor.shared.watch(STDIN_FILENO) { [weak self] in
        Repertoire.$current.withValue(repertoire) { self?.drainKeys() }
      },
      ScreenActor.shared.watch(signals) { [weak self] in
        Repertoire.$current.withValue(repertoire) { self?.drainSignals() }
      },
    ]
  }

  func stop() {
    guard !watches.isEmpty else { return }
    for watch in watches { watch.end() }
    watches = []
    handler = nil
    cc_leave_signals(Self.signals, Int32(Self.signals.count))
  }

  private func deliver(_ events: [InputEvent]) {
    if !events.isEmpty { handler?(events) }
  }

  private func drainSignals() {
    var number = cc_next_signal()
    while number != 0 {
      handle(signal: number)
      number = cc_next_signal()
    }
  }

  private func handle(signal number: Int32) {
    switch number {
    case SIGWINCH:
      terminal.adoptSize()
      deliver([.resized(terminal.size)])
    case SIGCONT:
      cc_resume()
      terminal.adoptSize()
      deliver([.resumed])
    case SIGTSTP:
      terminal.suspend()
    default:
      deliver([.terminate(signal: number)])
    }
  }

  /// Takes all that is waiting: ncurses reads ahead, so one report may mean many keys.
  private func drainKeys() {
    var events: [InputEvent] = []
    while true {
      let input = cc_read()
      let now = ContinuousClock.now
      switch input.kind {
      case .none:
        deliver(events + decoder.endBatch(at: now))
        return
      case .endOfInput:
        // It stays true for ever; listening on would never rest.
        watches.first?.end()
        deliver(events + decoder.endBatch(at: now) + [.endOfInput])
        return
      default:
        if let raw = RawInput(input, at: now - start) { events += decoder.decode(raw, at: now) }
      }
    }
  }
}

extension RawInput {
  /// Takes over what the bridge read; nil where that is nothing.
  fileprivate init?(_ input: CCInput, at time: Duration) {
    switch input.kind {
    case .none, .endOfInput: return nil
    case .other: self = .other
    case .scalar:
      guard let scalar = UnicodeScalar(UInt32(bitPattern: input.code)) else { return nil }
      self = .scalar(scalar)
    case .function: self = .key(.function(Int(input.code)))
    case .key:
      guard let key = CCKey(rawValue: UInt32(input.code)).map(Key.init) else { return nil }
      self = .key(key)
    case .mouse:
      guard let action = CCMouseAction(rawValue: UInt32(input.code)).map(MouseEvent.Action.init) else {
        return nil
      }
      self = .mouse(
        MouseEvent(
          action: action,
          point: Point(row: Int(input.row), column: Int(input.column)),
          time: time
        )
      )
    }
  }
}

extension Key {
  fileprivate init(_ key: CCKey) {
    switch key {
    case .up: self = .up
    case .down: self = .down
    case .left: self = .left
    case .right: self = .right
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .home: self = .home
    case .end: self = .end
    case .enter: self = .enter
    case .backTab: self = .backTab
    case .backspace: self = .backspace
    case .delete: self = .delete
    }
  }
}

extension MouseEvent.Action {
  fileprivate init(_ action: CCMouseAction) {
    switch action {
    case .press: self = .press
    case .release: self = .release
    case .wheelUp: self = .wheelUp
    case .wheelDown: self = .wheelDown
    }
  }
}
