/// The map in the cells of a screen.
public struct BrailleRaster: Equatable, Sendable {
  /// What one cell shows.
  public struct Cell: Hashable, Sendable {
    /// The sign to draw, one column wide.
    public var sign: Unicode.Scalar
    /// What the cell stands for.
    public var kind: MapKind
    /// How dense the pool is: 0 for no point, else 1 to 8, growing with the logarithm.
    public var density: Int
  }

  /// Width in cells.
  public let columns: Int
  /// Height in cells.
  public let rows: Int
  /// `rows × columns`, row-major.
  public let cells: [Cell]

  /// Draws the points in a frame; those of one cluster are marked.
  ///
  /// A cell with something to mark shows the sign of the most important of it. In the midst of a crowd of
  /// picks three of four show the dots of the pool instead, so that its density can be read; the `kind` stays.
  public init(
    of points: MapPoints,
    in frame: MapFrame,
    cluster: Int? = nil,
    signs: MapSigns = .braille
  ) {
    self.init(DotCounts(of: points, in: frame, cluster: cluster), signs: signs)
  }

  init(_ dots: DotCounts, signs: MapSigns) {
    let (columns, rows) = (dots.columns / 2, dots.rows / 4)
    let contents = (0..<rows * columns).map { CellContent(dots, row: $0 / columns, column: $0 % columns) }
    let scale = DensityScale(greatest: contents.reduce(0) { max($0, $1.total) })
    let kinds = contents.map(\.kind)
    self.columns = columns
    self.rows = rows
    cells = contents.enumerated().map { index, content in
      let density = scale.density(of: content.total)
      let dots = signs == .ascii ? MapSigns.ascii(density) : MapSigns.braille(content.lit(density))
      let isMarked = !Self.yields(at: index, in: kinds, columns: columns)
      return Cell(
        sign: (isMarked ? content.kind.sign : nil) ?? dots,
        kind: content.kind,
        density: density
      )
    }
  }

  /// The cell at a place; nil outside the picture.
  public func cell(row: Int, column: Int) -> Cell? {
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return nil }
    return cells[row * columns + column]
  }

  /// The signs of the rows, one below the other.
  public var text: String {
    (0..<rows).map { row in
      var line = String.UnicodeScalarView()
      line.append(contentsOf: cells[row * columns..<(row + 1) * columns].map(\.sign))
      return String(line)
    }
    .joined(separator: "\n")
  }

  /// Whether a pick gives its cell to the dots: three of four do that stand in the midst of a crowd.
  private static func yields(at index: Int, in kinds: [MapKind], columns: Int) -> Bool {
    let kind = kinds[index]
    guard kind == .ownPick || kind == .othersPick else { return false }
    let (row, column) = (index / columns, index % columns)
    let neighbours = [index - columns, index - 1, index + 1, index + columns]
    guard !(column + 2 * row).isMultiple(of: 4), (1..<columns - 1).contains(column),
      neighbours.allSatisfy({ kinds.indices.contains($0) && kinds[$0] >= .othersPick })
    else { return false }
    return neighbours.contains { kinds[$0] == kind }
  }
}

/// The eight dots of one cell.
private struct CellContent {
  /// The order in which dots alike in number are lit, so that they lie apart.
  private static let order = [0, 5, 6, 3, 4, 1, 2, 7]

  /// The points on each dot, row by row.
  var counts: SIMD8<Int32> = .zero
  var total: Int32 { counts.wrappedSum() }
  var kind: MapKind

  init(_ dots: DotCounts, row: Int, column: Int) {
    var presence: DotCounts.Presence = []
    for dot in 0..<8 {
      let index = (4 * row + dot / 2) * dots.columns + 2 * column + dot % 2
      counts[dot] = dots.counts[index]
      presence.formUnion(dots.presence[index])
    }
    kind = MapKind(presence, points: Int(counts.wrappedSum()))
  }

  /// The dots to light, a bit each: the fullest ones, as many as there are points on at most.
  func lit(_ number: Int) -> UInt8 {
    var rest = counts
    var lit: UInt8 = 0
    for _ in 0..<number where rest.max() > 0 {
      let fullest = rest.max()
      guard let dot = Self.order.first(where: { rest[$0] == fullest }) else { break }
      lit |= 1 << UInt8(dot)
      rest[dot] = 0
    }
    return lit
  }
}
