import Curation
import Mapping
import TextUI

extension State {
  /// Opens the map and asks for it.
  mutating func openMap() -> [Effect] {
    layers.append(.map(.projecting))
    return [.readMap(candidate: candidate?.id)]
  }

  /// Shows the map that was read, if it is still open.
  mutating func receive(_ reading: MapReading) -> [Effect] {
    guard let index = mapIndex else { return [] }
    switch reading {
    case .missing(let reason):
      layers[index] = .map(.missing(reason))
      return []
    case .map(let map, let row):
      let middle = MapWindow(fitting: map.points.extent)
      let start = row.flatMap(map.point) ?? map.points.nearestRow(to: middle.middle)
      guard let start else {
        layers[index] = .map(.missing("No instruction has a place on the map."))
        return []
      }
      let position = MapPosition(map, point: start)
      layers[index] = .map(.open(position))
      return [.locate(row: position.row)]
    }
  }

  /// Takes what a point stands for.
  mutating func receive(_ spot: MapSpot) {
    guard let index = mapIndex, case .map(.open(var position)) = layers[index], position.row == spot.row
    else { return }
    position.spot = spot
    layers[index] = .map(.open(position))
  }

  /// Does what a key asks for while the map covers the room.
  mutating func perform(_ command: Command, on sheet: MapSheet) -> [Effect] {
    switch command {
    case .back: layers.removeLast()
    case .help: return open(.help)
    case .commandLine: layers.append(.commandLine(LineEditor()))
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: isDone = unsaved.isEmpty
    case .open: enter(sheet)
    default:
      guard case .open(let position) = sheet else { return [] }
      var moved = position
      moved.perform(command, in: MapLayout(size).picture.size)
      layers[layers.count - 1] = .map(.open(moved))
      return moved.point == position.point ? [] : [.locate(row: moved.row)]
    }
    return []
  }

  /// Goes to the cluster and the candidate under the cursor.
  private mutating func enter(_ sheet: MapSheet) {
    guard case .open(let position) = sheet else { return }
    guard let cluster = position.cluster else {
      notice = Notice("This instruction is in no cluster.")
      return
    }
    layers.removeLast()
    jump(toCluster: cluster, candidate: position.spot?.instruction.id)
  }

  /// The place of the map among the layers.
  private var mapIndex: Int? {
    layers.lastIndex { if case .map = $0 { true } else { false } }
  }
}

extension MapPosition {
  /// Moves through the map in a picture of so many cells.
  fileprivate mutating func perform(_ command: Command, in size: Size) {
    switch command {
    case .moveLeft: step(.left, in: size)
    case .moveRight: step(.right, in: size)
    case .moveUp: step(.up, in: size)
    case .moveDown: step(.down, in: size)
    case .moveToTop: goToEdge(.up)
    case .moveToBottom: goToEdge(.down)
    case .zoomIn: zoom(by: 1)
    case .zoomOut: zoom(by: -1)
    case .zoomFit: fit()
    case .panLeft: pan(right: -0.25, in: size)
    case .panRight: pan(right: 0.25, in: size)
    case .panUp: pan(down: -0.25, in: size)
    case .panDown: pan(down: 0.25, in: size)
    case .pageUp: pan(down: -0.75, in: size)
    case .pageDown: pan(down: 0.75, in: size)
    default: break
    }
  }
}

extension MapWindow {
  /// The place in the middle.
  fileprivate var middle: MapPlace { MapPlace(x: Float(x), y: Float(y)) }
}
