public import TextUI

/// One row of the key table: what a command is called, which keys ask for it, and where.
public struct Binding: Equatable, Sendable {
  /// The places where keys mean something of their own.
  public enum Context: String, CaseIterable, Sendable {
    /// Wherever no text is being typed.
    case everywhere
    /// The room itself: clusters, candidates, text and rationale.
    case room
    /// A text that fills the screen: the reader and the help.
    case page
    /// The map of the pool.
    case map
  }

  /// What is asked for.
  public var command: Command
  /// The keys that ask for it; the first is the one that hints name.
  public var keys: [Key]
  /// One or two words for the footer.
  public var hint: String
  /// A line for the help.
  public var summary: String
  /// Where the keys mean this.
  public var context: Context

  /// What a hint calls the keys: the first one, or all digits.
  public var keyTitle: String {
    command == .goToCandidate && keys.count == 10 ? "1-9 0" : keys.first?.title ?? ""
  }

  /// All keys, as the help lists them.
  public var keyTitles: String {
    command == .goToCandidate && keys.count == 10 ? "1-9 0" : keys.map(\.title).joined(separator: " ")
  }
}

/// The one table behind keys, footer, help and the README.
public struct KeyMap: Equatable, Sendable {
  /// All rows, most important first.
  public var bindings: [Binding]

  /// Makes a key map of rows.
  public init(bindings: [Binding]) { self.bindings = bindings }

  /// What a key asks for in a context, or nil when it means nothing there.
  public func command(for key: Key, in context: Binding.Context) -> Command? {
    bindings.first { $0.context == context && $0.keys.contains(key) }?.command
      ?? bindings.first { $0.context == .everywhere && $0.keys.contains(key) }?.command
  }

  /// The rows that are live in a context, those of the context first.
  public func live(in context: Binding.Context) -> [Binding] {
    let own = bindings.filter { $0.context == context }
    let keys = Set(own.flatMap(\.keys))
    return own + bindings.filter { $0.context == .everywhere && keys.isDisjoint(with: $0.keys) }
  }

  /// The first key of a command, for hints such as "press a".
  public func key(for command: Command) -> Key? {
    bindings.first { $0.command == command }?.keys.first
  }
}

extension KeyMap {
  /// The keys as Handpick comes.
  ///
  /// Arrow and function keys can arrive in pieces over a slow link, as ESC, `[` or `O`, and a letter. So no
  /// verdict lives on `A B C D E F H O P Q R S [ ~` or on a digit, and upper case never decides.
  public static let standard = KeyMap(
    bindings: roomBindings + pageBindings + mapBindings + everywhereBindings
  )

  private static let roomBindings: [Binding] = [
    row(.accept, [.character("a")], "accept", "accept the ranker's pick and go to the next open cluster"),
    row(
      .override,
      [.character("o")],
      "override",
      "pick the candidate under the cursor (or those toggled) instead; asks why"
    ),
    row(.none, [.character("x")], "none", "nothing here is worth an annotator; asks why"),
    row(.skip, [.character("s")], "skip", "leave the cluster for later and go on"),
    row(
      .togglePick,
      [.character("t")],
      "toggle",
      "mark or unmark the candidate for an override with several picks"
    ),
    row(
      .undo,
      [.character("u"), .backspace],
      "undo",
      "take back your last decision, flag or note and go there"
    ),
    row(
      .search,
      [.character("/")],
      "search",
      "find text as you type: instructions, inputs, rationales, notes, labels and ids"
    ),
    row(.nextUndecided, [.character("}")], "next open", "go to the next cluster that waits for a decision"),
    row(.redo, [.control("r")], "redo", "restore what undo took back"),
    row(.nextCluster, [.character("]")], "next", "go to the next cluster"),
    row(.previousCluster, [.character("{")], "previous", "go to the previous cluster"),
    row(.goBack, [.control("o")], "back", "go back to where you were before a jump"),
    row(
      .goToCandidate,
      "1234567890".map { .character($0) },
      "candidate",
      "move to a candidate by its place in the list (0 is the tenth); never decides"
    ),
    row(
      .nextCandidate,
      [.character("J")],
      "next candidate",
      "go to the next candidate, whichever pane is read"
    ),
    row(.previousCandidate, [.character("K")], "previous candidate", "go to the previous candidate"),
    row(.open, [.enter], "read", "read the candidate in full"),
    row(.nextMatch, [.character("n")], "next match", "go to the next match of the search"),
    row(.previousMatch, [.character("N")], "previous match", "go to the previous match of the search"),
    row(.nextPane, [.tab], "pane", "go to the next pane"),
    row(.previousPane, [.backTab], "pane back", "go to the previous pane"),
    row(.filter, [.character("&")], "filter", "list only some clusters, such as state:open words:>40"),
    row(.sort, [.character("T")], "sort", "choose the order of the list"),
    row(.changeReason, [.character("w")], "why", "change the reason of your last decision"),
    row(.flag, [.character("f")], "flag", "put a flag on the cluster, or take it off"),
    row(.note, [.character("m")], "note", "write a note about the cluster"),
    row(.editNote, [.character("e")], "edit", "write the note in your editor ($VISUAL or $EDITOR)"),
    row(.showRanking, [.character("v")], "ranking", "hide or show the ranker's order, pick and rationale"),
    row(
      .inspect,
      [.character("i")],
      "inspect",
      "where the candidate comes from, its ranks, and what was decided"
    ),
    row(.duplicates, [.character("d")], "duplicates", "the instructions nearest to the candidate"),
    row(.compare, [.character("c")], "compare", "the candidate beside the pick, differences marked"),
    row(.reveal, [.character("r")], "reveal", "the candidate's text exactly as received, escaped"),
    row(.plainText, [.character("y")], "plain", "the text without frames, to be copied with the terminal"),
    row(.guide, [.character("h")], "guide", "what this project looks for"),
    row(.map, [.character("M")], "map", "the map of the pool"),
    row(.statistics, [.character("S")], "statistics", "progress, agreement, pace"),
    row(.queue, [.character("Q")], "queue", "what goes to the annotators so far"),
    row(.notes, [.character("L")], "notes", "list the notes of all clusters"),
    row(
      .rankAgain,
      [.character("R")],
      "rank again",
      "ask the model again about this cluster while you go on"
    ),
    row(
      .acceptAll,
      [],
      "accept all",
      "accept the ranker's pick in every open cluster of the list; asks first"
    ),
    row(.skipAll, [], "skip all", "skip every open cluster of the list; asks first"),
    row(.widerList, [.character(">")], "wider", "give the list of clusters more room"),
    row(.narrowerList, [.character("<")], "narrower", "give the list of clusters less room"),
    row(.tallerList, [.character("+")], "taller", "give the list above the texts more rows"),
    row(.shorterList, [.character("-")], "shorter", "give the list above the texts less rows"),
  ]

  private static let pageBindings: [Binding] = [
    row(.back, [.character("q"), .escape], "back", "go back to the room", in: .page),
    row(.nextCandidate, [.character("J")], "next", "go on with the next candidate of the cluster", in: .page),
    row(.previousCandidate, [.character("K")], "previous", "go back to the previous candidate", in: .page),
    row(.open, [.enter], "open", "go to what the line under the cursor is about, or back", in: .page),
    row(.search, [.character("/")], "search", "go back to the room and search", in: .page),
    row(.nextMatch, [.character("n")], "next match", "go back to the room, to the next match", in: .page),
    row(
      .previousMatch,
      [.character("N")],
      "previous match",
      "go back to the room, to the previous match",
      in: .page
    ),
  ]

  private static let mapBindings: [Binding] = [
    row(.back, [.character("q"), .escape], "back", "go back to the room", in: .map),
    row(.open, [.enter], "go there", "go to the candidate under the cursor and its cluster", in: .map),
    row(.moveLeft, [.character("h"), .left], "left", "go to the next point on the left", in: .map),
    row(.moveDown, [.character("j"), .down], "down", "go to the next point below", in: .map),
    row(.moveUp, [.character("k"), .up], "up", "go to the next point above", in: .map),
    row(.moveRight, [.character("l"), .right], "right", "go to the next point on the right", in: .map),
    row(.zoomIn, [.character("+"), .character("=")], "nearer", "look nearer", in: .map),
    row(.zoomOut, [.character("-")], "farther", "look from farther away", in: .map),
    row(.zoomFit, [.character("0")], "all", "look at the whole map", in: .map),
    row(.panLeft, [.character("H")], "view left", "move the view to the left", in: .map),
    row(.panDown, [.character("J")], "view down", "move the view down", in: .map),
    row(.panUp, [.character("K")], "view up", "move the view up", in: .map),
    row(.panRight, [.character("L")], "view right", "move the view to the right", in: .map),
  ]

  private static let everywhereBindings: [Binding] = [
    row(.moveDown, [.character("j"), .down], "down", "move or scroll down", in: .everywhere),
    row(.moveUp, [.character("k"), .up], "up", "move or scroll up", in: .everywhere),
    row(
      .pageDown,
      [.control("d"), .pageDown],
      "page down",
      "move or scroll down by a page",
      in: .everywhere
    ),
    row(.pageUp, [.control("u"), .pageUp], "page up", "move or scroll up by a page", in: .everywhere),
    row(.scrollRight, [.right], "right", "show more of long lines of code and tables", in: .everywhere),
    row(.scrollLeft, [.left], "left", "go back to the beginning of such lines", in: .everywhere),
    row(.moveToTop, [.character("g"), .home], "top", "go to the first line", in: .everywhere),
    row(.moveToBottom, [.character("G"), .end], "bottom", "go to the last line", in: .everywhere),
    row(
      .commandLine,
      [.character(":")],
      "command",
      "type a command by its name, or a cluster's number",
      in: .everywhere
    ),
    row(.redraw, [.control("l")], "redraw", "draw the screen anew", in: .everywhere),
    row(.theme, [], "theme", "change the colours: theme and a name, Tab completes it", in: .everywhere),
    row(
      .suspend,
      [.control("z")],
      "suspend",
      "suspend Handpick; the shell's fg brings it back",
      in: .everywhere
    ),
    row(.help, [.character("?")], "help", "show or leave the list of all keys", in: .everywhere),
    row(
      .quit,
      [.control("c")],
      "quit",
      "cancel what is open, else leave; every decision is saved already",
      in: .everywhere
    ),
    row(
      .back,
      [.character("q"), .escape],
      "leave",
      "leave, or clear what is toggled; Esc only clears",
      in: .everywhere
    ),
  ]

  private static func row(
    _ command: Command,
    _ keys: [Key],
    _ hint: String,
    _ summary: String,
    in context: Binding.Context = .room
  ) -> Binding {
    Binding(command: command, keys: keys, hint: hint, summary: summary, context: context)
  }
}
