/// The points of a map as SVG shapes.
struct MapDrawing {
  /// The frame in cells of 8 × 16 units, a dot being 4 × 4.
  static let columns = 120
  static let rows = 45
  static let cellWidth = 8.0
  static let cellHeight = 16.0
  static let width = 960
  static let height = 720

  private static let dotSide = 4.0

  /// More points than these are drawn by how many there are on a dot.
  private static let mostPoints = 20_000
  /// Of more marks than these one is drawn in each square of 5 × 5 dots, so that the pool can be seen.
  private static let mostMarks = 1_000
  private static let crowdDots = 5.0

  private typealias Place = (x: Double, y: Double)

  /// The points of the pool.
  let pool: String
  /// What is marked, by kind.
  let marks: [MapKind: String]

  init(points: MapPoints, frame: MapFrame, dots: DotCounts, cluster: Int?) {
    var inView: [MapKind: [Place]] = [:]
    let visible = dots.counts.reduce(0) { $0 + Int($1) }
    points.grid.forEachStretch(in: frame.box) { stretch in
      for slot in stretch where frame.dot(of: points.places[slot]) != nil {
        let isInCluster = cluster.map { $0 == Int(points.clusters[slot]) } ?? false
        let kind = MapKind(DotCounts.Presence(points.marks[slot], isInCluster: isInCluster), points: 1)
        guard kind > .pool || visible <= Self.mostPoints else { continue }
        inView[kind, default: []].append(
          (
            (Double(points.places[slot].x) - frame.left) * frame.scale * Self.dotSide,
            (Double(points.places[slot].y) - frame.top) * frame.scale * Self.dotSide
          )
        )
      }
    }
    pool =
      visible <= Self.mostPoints
      ? SVGText.path(inView[.pool, default: []].map { Self.dot($0.x, $0.y) }.joined(), class: "pool d4")
      : Self.densities(dots)
    inView[.pool] = nil
    marks = Dictionary(
      uniqueKeysWithValues: inView.map { kind, places in
        let shown = places.count > Self.mostMarks ? Self.thinned(places, of: kind) : places
        return (
          kind, SVGText.path(shown.map { Self.shape(of: kind, $0.x, $0.y) }.joined(), class: kind.className)
        )
      }
    )
  }

  /// What the legend shows for a kind.
  static func sample(of kind: MapKind, x: Double, y: Double) -> String {
    guard kind == .pool else { return SVGText.path(shape(of: kind, x, y), class: kind.className) }
    return [(1, -5.0), (4, 0.0), (8, 6.0)].map { density, offset in
      SVGText.path(dot(x + offset, y), class: "pool d\(density)")
    }
    .joined()
  }

  /// A circle on each dot with points, larger for more of them.
  private static func densities(_ dots: DotCounts) -> String {
    let scale = DensityScale(greatest: dots.counts.max() ?? 0)
    var steps = [String](repeating: "", count: 9)
    for (index, count) in dots.counts.enumerated() where count > 0 {
      let (row, column) = (index / dots.columns, index % dots.columns)
      steps[scale.density(of: count)] += dot(dotSide * (Double(column) + 0.5), dotSide * (Double(row) + 0.5))
    }
    return steps.enumerated().map { SVGText.path($1, class: "pool d\($0)") }.joined()
  }

  /// One place for each square, in the order of the first ones; own picks beside those of others.
  private static func thinned(_ places: [Place], of kind: MapKind) -> [Place] {
    let side = crowdDots * dotSide
    let offset = kind == .othersPick ? 0.25 : 0.75
    var seen: Set<Int> = []
    return places.compactMap { place in
      let (column, row) = (Int(place.x / side), Int(place.y / side))
      guard seen.insert(row * width + column).inserted else { return nil }
      return (side * (Double(column) + offset), side * (Double(row) + offset))
    }
  }

  private static func dot(_ x: Double, _ y: Double) -> String {
    "M\(SVGText.number(x)) \(SVGText.number(y))h0"
  }

  /// The steps of a path that draws a kind's sign around a point.
  private static func shape(of kind: MapKind, _ x: Double, _ y: Double) -> String {
    let start = "M\(SVGText.number(x)) \(SVGText.number(y))"
    return switch kind {
    case .empty, .pool: start + "h0"
    case .othersPick: start + "m-3-3l6 6m0-6l-6 6"
    case .ownPick: start + "m-4 0h8m-4-4v8"
    case .cluster: start + "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0"
    case .clusterPick: start + "m0-7l7 7l-7 7l-7-7z"
    }
  }
}

extension MapKind {
  /// The class of its shapes in the style sheet.
  fileprivate var className: String {
    switch self {
    case .empty, .pool: "pool"
    case .othersPick: "others"
    case .ownPick: "own"
    case .cluster: "cluster"
    case .clusterPick: "cluster pick"
    }
  }
}
