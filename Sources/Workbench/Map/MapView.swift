import Curation
import Mapping
import TextUI

/// Where the parts of the map lie on a screen of a given size.
struct MapLayout {
  /// The line that says what the map is.
  let title: Rect
  /// The line that explains the signs.
  let legend: Rect
  /// The map.
  let picture: Rect
  /// Two lines about what is under the cursor.
  let spot: Rect
  /// The line with the keys.
  let footer: Rect

  init(_ size: Size) {
    let screen = Rect(row: 0, column: 0, rows: size.rows, columns: size.columns)
    var rest: Rect
    (title, rest) = screen.splitTop(1)
    (rest, footer) = rest.splitBottom(1)
    (legend, rest) = rest.splitTop(1)
    (picture, spot) = rest.splitBottom(2)
  }
}

/// The map on the whole screen.
struct MapView {
  let sheet: MapSheet
  let state: State
  let keyMap: KeyMap

  func draw(on screen: inout Screen) {
    let layout = MapLayout(screen.size)
    screen.fill(layout.title, role: .bar)
    var title: DisplayText = " MAP"
    switch sheet {
    case .projecting:
      draw("Projecting the pool onto a plane… The first time this may take a while.", in: layout, on: &screen)
    case .missing(let reason):
      draw(DisplayText(untrusted: reason, as: .body), in: layout, on: &screen)
    case .open(let position):
      title += "  \(untrusted: position.map.title)  \(position.map.points.count) instructions  "
      title += zoom(position.window)
      draw(position, in: layout, on: &screen)
    }
    screen.draw(title.truncated(to: layout.title.columns), in: layout.title, role: .bar)
    drawFooter(in: layout.footer, on: &screen)
  }

  private func draw(_ message: DisplayText, in layout: MapLayout, on screen: inout Screen) {
    let text = layout.picture.splitLeft(2).rest
    screen.draw(message.lines(columns: max(1, text.columns - 2)), in: text, role: .dim)
    screen.cursor = text.origin
  }

  private func draw(_ position: MapPosition, in layout: MapLayout, on screen: inout Screen) {
    // Where others' picks must not be seen they are not in the legend either.
    let legend = MapPlot.legend(showsOthersPicks: state.project.mode == .assisted)
    screen.draw((" " + legend).truncated(to: layout.legend.columns), in: layout.legend, role: .dim)
    MapPlot(position.map, window: position.window, cluster: position.cluster)
      .draw(in: layout.picture, on: &screen)
    let frame = MapFrame(position.window, columns: layout.picture.columns, rows: layout.picture.rows)
    if let cell = frame.cell(of: position.place) {
      let point = Point(row: layout.picture.row + cell.row, column: layout.picture.column + cell.column)
      screen.setRole(.cursor, in: Rect(row: point.row, column: point.column, rows: 1, columns: 1))
      screen.cursor = point
    }
    let (first, second) = layout.spot.splitTop(1)
    screen.draw(heading(of: position).truncated(to: first.columns), in: first, role: .heading)
    let words = position.spot.map { DisplayText(untrusted: $0.instruction.text, as: .row).remarkingIfBlank() }
    screen.draw((" " + (words ?? "reading…")).truncated(to: second.columns), in: second)
  }

  private func heading(of position: MapPosition) -> DisplayText {
    var heading: DisplayText = position.cluster.map { " CLUSTER \($0)" } ?? " NO CLUSTER"
    guard let spot = position.spot else { return heading }
    heading += "  id \(untrusted: spot.instruction.id.rawValue)"
    return spot.label.isEmpty ? heading : heading + "  \(untrusted: spot.label)"
  }

  private func zoom(_ window: MapWindow) -> DisplayText {
    guard window.level > 0 else { return "whole" }
    return window.level.isMultiple(of: 2)
      ? "×\(Int(window.magnification))" : "×\(window.magnification, decimals: 1)"
  }

  private func drawFooter(in rect: Rect, on screen: inout Screen) {
    if let notice = state.notice {
      screen.draw((" " + notice.text).truncated(to: rect.columns), in: rect, role: .notice)
    } else {
      let live = keyMap.live(in: .map)
      FooterLine.draw(
        live.filter { $0.context == .map },
        before: live.filter { $0.command == .help },
        in: rect,
        on: &screen
      )
    }
  }
}
