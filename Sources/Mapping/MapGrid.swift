/// The map cut into equal squares, and how many points lie in each.
struct MapGrid: Equatable, Sendable {
  /// A square has about so many points.
  private static let pointsPerSquare = 8
  private static let maximumSide = 512

  /// Squares from edge to edge.
  let side: Int

  /// For each square, row by row, where its points begin, and at last where the points end.
  private let starts: [Int32]

  /// Counts places into squares and returns the rows in the order of the squares; within one they keep theirs.
  static func arranging(_ places: [MapPlace]) -> (grid: MapGrid, rows: [Int32]) {
    let wanted = (Double(places.count) / Double(pointsPerSquare)).squareRoot()
    let side = min(maximumSide, max(1, Int(wanted)))
    var starts = [Int32](repeating: 0, count: side * side + 1)
    let squares = places.map { Int32(line(of: $0.y, side) * side + line(of: $0.x, side)) }
    for square in squares { starts[Int(square) + 1] += 1 }
    for square in 0..<side * side { starts[square + 1] += starts[square] }
    var next = starts
    var rows = [Int32](repeating: 0, count: places.count)
    for (row, square) in squares.enumerated() {
      rows[Int(next[Int(square)])] = Int32(row)
      next[Int(square)] += 1
    }
    return (MapGrid(side: side, starts: starts), rows)
  }

  /// The column or row of squares that a coordinate belongs to.
  func line(of coordinate: Float) -> Int { Self.line(of: coordinate, side) }

  /// The slots of the squares between two columns of one row, both included.
  func slots(row: Int, columns: ClosedRange<Int>) -> Range<Int> {
    Int(starts[row * side + columns.lowerBound])..<Int(starts[row * side + columns.upperBound + 1])
  }

  /// Calls the body for stretches of slots that hold every point of a box, and others near its edges.
  @inline(__always)
  func forEachStretch(in box: MapBox, _ body: (Range<Int>) -> Void) {
    guard box.width >= 0, box.height >= 0 else { return }
    // The box may have been rounded inwards by half a unit in the last place.
    let columns = line(of: box.topLeft.x.nextDown)...line(of: box.bottomRight.x.nextUp)
    for row in line(of: box.topLeft.y.nextDown)...line(of: box.bottomRight.y.nextUp) {
      let stretch = slots(row: row, columns: columns)
      if !stretch.isEmpty { body(stretch) }
    }
  }

  private static func line(of coordinate: Float, _ side: Int) -> Int {
    min(side - 1, Int(min(1, max(0, coordinate)) * Float(side)))
  }
}
