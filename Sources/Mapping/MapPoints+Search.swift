extension MapPoints {
  /// The rows whose points lie in a box, ascending.
  public func rows(in box: MapBox) -> [Int] {
    var found: [Int] = []
    grid.forEachStretch(in: box) { stretch in
      for slot in stretch where box.contains(places[slot]) { found.append(Int(rows[slot])) }
    }
    return found.sorted()
  }

  /// The row whose point is nearest to a place, of several the first.
  ///
  /// - Parameters:
  ///   - place: Where to begin.
  ///   - isWanted: Whether a row counts; it is asked for rows in no particular order.
  /// - Returns: The row, or nil when none counts.
  public func nearestRow(to place: MapPlace, where isWanted: (Int) -> Bool = { _ in true }) -> Int? {
    searchRings(around: place) { slot in isWanted(Int(rows[slot])) }
  }

  /// The row whose point is nearest in a direction: within 45 degrees of it, of several the first.
  ///
  /// - Parameters:
  ///   - place: Where to begin.
  ///   - direction: Where to go.
  ///   - least: How far ahead the point must be at least, so that a step can be seen.
  ///   - isWanted: Whether a row counts, such as only those of other clusters.
  /// - Returns: The row, or nil when no point lies there.
  public func nextRow(
    from place: MapPlace,
    toward direction: MapDirection,
    atLeast least: Float = 0,
    where isWanted: (Int) -> Bool = { _ in true }
  ) -> Int? {
    searchRings(around: place) { slot in
      let (ahead, aside) = direction.offset(from: place, to: places[slot])
      return ahead > 0 && ahead >= least && aside <= ahead && isWanted(Int(rows[slot]))
    }
  }

  /// Searches rings of squares around a place until no farther square can hold a nearer point.
  private func searchRings(around place: MapPlace, isCandidate: (Int) -> Bool) -> Int? {
    let (column, line) = (grid.line(of: place.x), grid.line(of: place.y))
    let last = grid.side - 1
    var best: (distance: Float, row: Int32)?
    func search(_ line: Int, _ columns: ClosedRange<Int>) {
      for slot in grid.slots(row: line, columns: columns) {
        let distance = places[slot].squaredDistance(to: place)
        if let best, (distance, rows[slot]) >= (best.distance, best.row) { continue }
        if isCandidate(slot) { best = (distance, rows[slot]) }
      }
    }
    for ring in 0..<grid.side {
      // The points of this ring are at least this far away.
      let clearance = Float(ring - 1) / Float(grid.side)
      if let best, clearance > 0, clearance * clearance > best.distance { break }
      let (first, end) = (column - ring, column + ring)
      for other in max(0, line - ring)...min(last, line + ring) {
        if abs(other - line) == ring {
          search(other, max(0, first)...min(last, end))
        } else {
          if first >= 0 { search(other, first...first) }
          if end <= last { search(other, end...end) }
        }
      }
    }
    return best.map { Int($0.row) }
  }
}
