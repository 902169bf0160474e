import TextUI

/// What lies under the pointer in the room.
struct PointerTarget: Equatable {
  /// The pane.
  var pane: Place.Pane
  /// In a list, the line's place in it from 0; nil on headings, in texts and below the last line.
  var index: Int?
}

extension State {
  /// What a frame of this state shows at a point; nil on the first and last line of the screen.
  func target(at point: Point) -> PointerTarget? {
    let layout = RoomLayout(self)
    if layout.clusters.contains(point) {
      return PointerTarget(pane: .clusters, index: ClusterList(self).index(at: point, in: layout.clusters))
    }
    if layout.candidates.contains(point) {
      return PointerTarget(
        pane: .candidates,
        index: CandidateList(self).index(at: point, in: layout.candidates)
      )
    }
    if layout.text.contains(point) { return PointerTarget(pane: .text) }
    if layout.rationale.contains(point) { return PointerTarget(pane: .rationale) }
    return nil
  }
}

extension Window {
  /// What the list shows in a row below its top; nil below its last line.
  func index(atRow row: Int) -> Int? {
    (0..<visible.count).contains(row) ? visible.lowerBound + row : nil
  }
}
