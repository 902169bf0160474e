public import Curation
public import Mapping

/// The map of a pool: where its instructions lie, to which clusters they belong, what is picked.
///
/// It is compared by identity, since a million points are too many to compare at each key.
public final class PoolMap: Equatable, Sendable {
  /// What is said about the plane, such as `PCA, 12 % of the variance`.
  public let title: String
  /// The points, with the numbers of their clusters, their marks and their topics.
  public let points: MapPoints
  /// The names of the topics, by index; untrusted text.
  public let topics: [String]
  /// For each point the row number of its instruction, ascending; nil where both are the same.
  private let rows: [Int32]?

  /// Makes a map.
  ///
  /// - Parameters:
  ///   - title: What is said about the plane.
  ///   - points: The points; at least one.
  ///   - topics: The names of the topics, by index.
  ///   - rows: For each point the row number of its instruction, ascending; nil where both are the same.
  public init(title: String, points: MapPoints, topics: [String], rows: [Int32]? = nil) {
    self.title = title
    self.points = points
    self.topics = topics
    self.rows = rows
  }

  public static func == (left: PoolMap, right: PoolMap) -> Bool { left === right }

  /// The row number of a point's instruction.
  public func row(ofPoint point: Int) -> Int { rows.map { Int($0[point]) } ?? point }

  /// The point of the instruction with a row number, or nil when it has none.
  public func point(ofRow row: Int) -> Int? {
    guard let rows else { return row >= 0 && row < points.count ? row : nil }
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && Int(rows[low]) == row ? low : nil
  }
}

/// What came of reading the map.
public enum MapReading: Equatable, Sendable {
  /// The map, and the row number of the instruction to begin at.
  case map(PoolMap, row: Int?)
  /// There is no map; the text says why and what to do.
  case missing(String)
}

/// What a point of the map stands for.
public struct MapSpot: Equatable, Sendable {
  /// The row number of the instruction.
  public var row: Int
  /// The instruction.
  public var instruction: Instruction
  /// The label of its cluster; empty where it is in none.
  public var label: String

  /// Makes a spot.
  public init(row: Int, instruction: Instruction, label: String) {
    self.row = row
    self.instruction = instruction
    self.label = label
  }
}
