/// How often topics occur in square parts of a frame.
struct TopicTiles {
  /// A part of the frame that is telling of a topic.
  struct Claim {
    var topic: Int
    /// The cell in the middle of it.
    var row: Int
    var column: Int
    /// How many points more than the topic's share would bring.
    var excess: Double
  }

  /// The most topics that are counted: the most frequent ones in view.
  private static let maximumTopics = 64

  /// The sides of a tile in cells: a square.
  private static let tileColumns = 8
  private static let tileRows = 4

  /// A number of points, and the sums of the rows and of the columns of cells that they are in.
  private typealias Tally = SIMD4<Int>

  private let columns: Int
  private let rows: Int

  /// The topics counted.
  private let topics: [Int]
  /// The share of each in the whole pool.
  private let shares: [Double]
  /// The points in each tile of each topic, a topic's tiles together.
  private var tallies: [Tally]
  /// All points in each tile.
  private var totals: [Int]

  /// Counts the points in view of some of the topics.
  init(of points: MapPoints, in frame: MapFrame, topics known: [Int]) {
    columns = (frame.columns + Self.tileColumns - 1) / Self.tileColumns
    rows = (frame.rows + Self.tileRows - 1) / Self.tileRows
    topics = Self.mostFrequent(known, of: points, in: frame)
    shares = topics.map { Double(points.topicCounts[$0]) / Double(max(1, points.count)) }
    totals = Array(repeating: 0, count: rows * columns)
    tallies = Array(repeating: .zero, count: topics.count * totals.count)
    // Where each topic's tiles begin; -1 for one that is not counted.
    var starts = [Int](repeating: -1, count: points.topicCounts.count)
    for (rank, topic) in topics.enumerated() { starts[topic] = rank * totals.count }
    points.grid.forEachStretch(in: frame.box) { stretch in
      for slot in stretch {
        guard let cell = frame.cell(of: points.places[slot]) else { continue }
        let tile = cell.row / Self.tileRows * columns + cell.column / Self.tileColumns
        totals[tile] += 1
        let topic = Int(points.topics[slot])
        guard topic >= 0, starts[topic] >= 0 else { continue }
        tallies[starts[topic] + tile] &+= Tally(1, cell.row, cell.column, 0)
      }
    }
  }

  /// The parts that are telling of a topic, the most telling first.
  ///
  /// A part is a tile with those around it; its middle is that of the topic's points there.
  func claims() -> [Claim] {
    var claims: [Claim] = []
    let parts = totals.indices.map(neighbourhood)
    let surroundings = parts.map { part in part.reduce(0) { $0 + totals[$1] } }
    for (rank, topic) in topics.enumerated() {
      let start = rank * totals.count
      for tile in totals.indices where tallies[start + tile][0] > 0 {
        let tally = parts[tile].reduce(into: Tally.zero) { $0 &+= tallies[start + $1] }
        let expected = shares[rank] * Double(surroundings[tile])
        let excess = Double(tally[0]) - expected
        guard excess >= 2, excess > 2 * expected.squareRoot() else { continue }
        let (row, column) = (tally[1] / tally[0], tally[2] / tally[0])
        claims.append(Claim(topic: topic, row: row, column: column, excess: excess))
      }
    }
    return claims.sorted {
      ($1.excess, $0.topic, $0.row, $0.column) < ($0.excess, $1.topic, $1.row, $1.column)
    }
  }

  /// A tile and those around it.
  private func neighbourhood(of tile: Int) -> [Int] {
    let (row, column) = (tile / columns, tile % columns)
    return (max(0, row - 1)...min(rows - 1, row + 1)).flatMap { row in
      (max(0, column - 1)...min(columns - 1, column + 1)).map { row * columns + $0 }
    }
  }

  private static func mostFrequent(_ known: [Int], of points: MapPoints, in frame: MapFrame) -> [Int] {
    guard known.count > maximumTopics else { return known }
    var counts = [Int](repeating: 0, count: points.topicCounts.count)
    points.grid.forEachStretch(in: frame.box) { stretch in
      for slot in stretch where points.topics[slot] >= 0 { counts[Int(points.topics[slot])] += 1 }
    }
    let sorted = known.sorted { (counts[$1], $0) < (counts[$0], $1) }
    return sorted.prefix(maximumTopics).sorted()
  }
}
