import TextUI

/// Where the parts of the room lie on a screen of a given size.
struct RoomLayout: Equatable {
  /// The line with the project and the counts.
  var header: Rect
  /// The list of clusters; empty where there is room for one list only and the keys are elsewhere.
  var clusters: Rect
  /// The candidates of the cluster.
  var candidates: Rect
  /// The instruction and input of the selected candidate.
  var text: Rect
  /// Its rationale.
  var rationale: Rect
  /// The line with the keys, a message or a text field.
  var footer: Rect

  /// The least size that shows enough to decide: 16 rows of 60 columns.
  static let leastSize = Size(rows: 16, columns: 60)

  /// Whether a terminal is too small to show enough to decide.
  static func isTooSmall(_ size: Size) -> Bool {
    size.rows < leastSize.rows || size.columns < leastSize.columns
  }

  /// Whether the list of clusters stands beside the candidates.
  static func isWide(_ size: Size) -> Bool { size.columns >= wideColumns }

  /// The width from which on the list of clusters stands beside the candidates.
  static let wideColumns = 110
  /// The least width of the list of clusters, and of what stands beside it.
  private static let leastColumns = (list: 16, rest: 60)
  /// The least height of a list with its heading, and of the texts below it.
  private static let leastRows = (list: 4, texts: 6)

  /// Lays out the room for a state.
  init(_ state: State) {
    self.init(
      size: state.size,
      pane: state.place.pane,
      candidates: state.detail?.order.count ?? 10,
      wishes: state.place.panes
    )
  }

  /// Lays out the room.
  ///
  /// - Parameters:
  ///   - size: The terminal's size.
  ///   - pane: The pane that holds the keys; in a narrow room it decides which list is shown.
  ///   - count: How many candidates there are.
  ///   - wishes: How large the curator wants the panes; as far as others keep enough to be read.
  init(size: Size, pane: Place.Pane, candidates count: Int, wishes: PaneSizes = PaneSizes()) {
    let screen = Rect(row: 0, column: 0, rows: size.rows, columns: size.columns)
    let (header, belowHeader) = screen.splitTop(1)
    let (body, footer) = belowHeader.splitBottom(1)
    self.header = header
    self.footer = footer
    var rest = body
    if Self.isWide(size) {
      let wish = wishes.clusterColumns ?? min(44, max(30, size.columns / 4))
      (clusters, rest) = body.splitLeft(
        min(max(Self.leastColumns.list, wish), size.columns - Self.leastColumns.rest)
      )
    } else {
      clusters = Rect(row: 0, column: 0, rows: 0, columns: 0)
    }
    let limit =
      wishes.listRows.map { min(max(Self.leastRows.list, $0), rest.rows - Self.leastRows.texts) }
      ?? rest.rows * 11 / 20
    let (list, lower) = rest.splitTop(min(count + 2, limit))
    candidates = list
    if !Self.isWide(size), pane == .clusters {
      clusters = list
      candidates = Rect(row: list.row, column: list.column, rows: 0, columns: 0)
    }
    if rest.columns >= 100 {
      (text, rationale) = lower.splitLeft(rest.columns * 3 / 5)
    } else {
      (text, rationale) = lower.splitBottom(max(3, lower.rows * 3 / 10))
    }
  }
}
