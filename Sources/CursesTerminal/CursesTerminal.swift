import CCurses
public import ScreenThread
public import TextUI

/// The terminal on standard input and output, drawn by ncurses.
///
/// One can be open at a time. Whoever opens it calls `stop()`; a crash or `exit` gives the terminal back too.
/// While it is open, nothing may write to standard output; standard error is held back until `stop()`.
@ScreenActor
public final class CursesTerminal: Display {
  /// Milliseconds in which the rest of a key's sequence must follow its escape.
  ///
  /// ncurses' own second makes Esc slow, and 25 ms tear keys apart on slow links.
  static let escapeDelay: Int32 = 100

  /// What the person should be told once, such as that another terminal type was assumed; safe to print.
  public let startupNotice: String?
  /// Which characters can be shown; bind `Repertoire.current` to it around all that makes texts.
  public let repertoire: Repertoire
  /// How many colours are used.
  public let colorDepth: ColorDepth
  /// What the roles look like; a change shows with the next screen.
  public var theme: Theme {
    didSet { painter.use(theme, depth: colorDepth) }
  }
  /// Height and width in cells, as they are now.
  public private(set) var size: Size

  let painter: ScreenPainter
  private var isOpen = true
  private var isMouseLeft = false
  private lazy var listener = InputListener(terminal: self)

  /// Takes the terminal over.
  ///
  /// - Parameters:
  ///   - theme: What the roles look like.
  ///   - environment: `TERM` and `NO_COLOR` count.
  ///   - usesMouse: Whether the terminal sends what the mouse does; it then selects no text of its own.
  ///   - repertoire: Which characters to show; nil for what the locale allows.
  /// - Throws: Why the terminal cannot be used; nothing was written to it then.
  public init(
    theme: Theme,
    environment: [String: String],
    usesMouse: Bool = false,
    repertoire: Repertoire? = nil
  ) throws(TerminalError) {
    let hasUTF8 = cc_choose_locale()
    let given = environment["TERM"] ?? ""
    let used = try Self.open(given, usesMouse: usesMouse)
    startupNotice = TerminalName.notice(given: given, used: used)
    self.repertoire = hasUTF8 ? repertoire ?? .unicode : .ascii
    colorDepth = ColorDepth(terminalColors: Int(cc_color_count()), environment: environment)
    self.theme = theme
    size = Self.currentSize
    painter = ScreenPainter(repertoire: self.repertoire)
    painter.use(theme, depth: colorDepth)
  }

  /// Draws for a terminal that is not there, for tests.
  init(
    headless size: Size,
    name: String = "xterm-256color",
    theme: Theme = .standard,
    depth: ColorDepth = .full,
    repertoire: Repertoire = .unicode
  ) throws(TerminalError) {
    let hasUTF8 = cc_choose_locale()
    guard cc_start_headless(name, Int32(size.rows), Int32(size.columns)) == .ready else {
      throw .unknownTerminal(name: name)
    }
    startupNotice = nil
    self.repertoire = hasUTF8 ? repertoire : .ascii
    colorDepth = depth
    self.theme = theme
    self.size = Self.currentSize
    painter = ScreenPainter(repertoire: self.repertoire)
    painter.use(theme, depth: depth)
  }

  /// Opens the terminal under the first name that is known; returns that name.
  private static func open(_ given: String, usesMouse: Bool) throws(TerminalError) -> String {
    for name in TerminalName.candidates(for: given) {
      switch cc_start(name, escapeDelay, usesMouse) {
      case .ready: return name
      case .notATerminal: throw .notATerminal
      case .plainTerminal: throw .plainTerminal(name: name)
      case .unknownTerminal: continue
      }
    }
    throw .unknownTerminal(name: given)
  }

  private static var currentSize: Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    cc_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// Begins to listen.
  ///
  /// Each call of the handler brings all that was waiting, so that one drawing serves it all.
  public func start(_ handler: @escaping @ScreenActor ([InputEvent]) -> Void) {
    listener.start(handler)
  }

  /// Shows a screen; only what differs from the one before is sent.
  public func present(_ screen: Screen) {
    guard isOpen else { return }
    painter.paint(screen)
  }

  /// Paints everything anew at the next screen, for when something else has written on the terminal.
  public func redraw() {
    guard isOpen else { return }
    painter.forget()
    cc_forget_screen()
  }

  /// Leaves the mouse to the terminal's own selection, or takes it again if it was to be used at all.
  public func leaveMouse(_ isLeft: Bool) {
    guard isOpen, isLeft != isMouseLeft else { return }
    isMouseLeft = isLeft
    cc_leave_mouse(isLeft)
  }

  /// Gives the terminal back and stops the process until the shell continues it; then `.resumed` comes.
  public func suspend() {
    guard isOpen else { return }
    cc_suspend()
    adoptSize()
  }

  /// Gives the terminal to a shell command, which gets one argument as `$1`, until it ends.
  ///
  /// - Returns: Its exit status; nil when it could not be started or was killed.
  public func run(command: String, argument: String) -> Int? {
    let status = cc_run(command, argument)
    if isOpen { adoptSize() }
    return status < 0 ? nil : Int(status)
  }

  /// Gives the terminal back as it was found, and writes out what was held of standard error.
  public func stop() {
    guard isOpen else { return }
    isOpen = false
    listener.stop()
    cc_stop()
  }

  /// Lays everything out for the size that the terminal has now.
  func adoptSize() {
    var rows = Int32(size.rows)
    var columns = Int32(size.columns)
    _ = cc_ask_size(&rows, &columns)
    cc_apply_size(rows, columns)
    painter.forget()
    size = Self.currentSize
  }
}
