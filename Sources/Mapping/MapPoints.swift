/// The points of a map and what is known of each, arranged so that a part of the map is found at once.
///
/// Rows are numbered as the places are, from 0. Inside, the points stand in the order of the squares of a grid:
/// 21 bytes a point and an index of at most 1 MB.
public struct MapPoints: Sendable {
  /// The number of points.
  public var count: Int { places.count }

  /// The smallest box that holds all points; the whole map when there are none.
  public let extent: MapBox

  /// Which points lie in which square; all lists below are in its order.
  let grid: MapGrid
  let places: [MapPlace]
  let clusters: [Int32]
  let topics: [Int32]
  private(set) var marks: [MapMarks]

  /// For each topic the number of its points.
  let topicCounts: [Int]

  /// For each row where it stands in the lists.
  private let slots: [Int32]
  /// For each entry of the lists its row.
  let rows: [Int32]

  /// Makes the points of a map.
  ///
  /// - Parameters:
  ///   - places: Where each row lies; what is outside the map is moved to its edge.
  ///   - clusters: The number of each row's cluster, 0 for none; empty when there are no clusters.
  ///   - marks: What has been decided about each row; empty for nothing.
  ///   - topics: The index of each row's topic, negative for none; empty when there are no topics.
  /// - Throws: `MappingError.countMismatch` when a list is not as long as the places, `.notFinite` with the row.
  public init(
    places: [MapPlace],
    clusters: [Int32] = [],
    marks: [MapMarks] = [],
    topics: [Int32] = []
  ) throws(MappingError) {
    for length in [clusters.count, marks.count, topics.count] where length != 0 && length != places.count {
      throw .countMismatch(expected: places.count, found: length)
    }
    if let bad = places.firstIndex(where: { !$0.x.isFinite || !$0.y.isFinite }) {
      throw .notFinite(row: bad)
    }
    let places = places.map { MapPlace(x: min(1, max(0, $0.x)), y: min(1, max(0, $0.y))) }
    let (grid, rows) = MapGrid.arranging(places)
    self.grid = grid
    self.rows = rows
    extent = MapBox(around: places) ?? .whole
    self.places = rows.map { places[Int($0)] }
    self.clusters = clusters.isEmpty ? places.map { _ in 0 } : rows.map { clusters[Int($0)] }
    self.marks = marks.isEmpty ? places.map { _ in [] } : rows.map { marks[Int($0)] }
    self.topics = topics.isEmpty ? places.map { _ in -1 } : rows.map { topics[Int($0)] }
    var topicCounts = [Int](repeating: 0, count: Int(topics.max() ?? -1) + 1)
    for topic in topics where topic >= 0 { topicCounts[Int(topic)] += 1 }
    self.topicCounts = topicCounts
    var slots = [Int32](repeating: 0, count: rows.count)
    for (slot, row) in rows.enumerated() { slots[Int(row)] = Int32(slot) }
    self.slots = slots
  }

  /// Where a row lies.
  public func place(ofRow row: Int) -> MapPlace { places[Int(slots[row])] }

  /// The number of a row's cluster, or nil when it has none.
  public func cluster(ofRow row: Int) -> Int? {
    let number = clusters[Int(slots[row])]
    return number == 0 ? nil : Int(number)
  }

  /// What has been decided about a row.
  public func marks(ofRow row: Int) -> MapMarks { marks[Int(slots[row])] }

  /// Changes what has been decided about a row.
  public mutating func setMarks(_ marks: MapMarks, ofRow row: Int) { self.marks[Int(slots[row])] = marks }
}
