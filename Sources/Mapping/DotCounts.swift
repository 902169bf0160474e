/// How many points lie on each dot of a frame, and what is to be marked there.
///
/// Both pictures of the map, cells on the screen and the file for a report, are drawn from it.
struct DotCounts {
  /// What lies on a dot beside the pool.
  struct Presence: OptionSet {
    let rawValue: UInt8
    static let own = Presence(rawValue: MapMarks.own.rawValue)
    static let others = Presence(rawValue: MapMarks.others.rawValue)
    static let cluster = Presence(rawValue: 4)
    static let clusterPick = Presence(rawValue: 8)
  }

  let columns: Int
  let rows: Int

  /// `rows × columns` numbers of points, row-major.
  private(set) var counts: [Int32]

  /// `rows × columns`, row-major.
  private(set) var presence: [Presence]

  /// Counts the points in view; those of one cluster are noted.
  init(of points: MapPoints, in frame: MapFrame, cluster: Int?) {
    columns = frame.dotColumns
    rows = frame.dotRows
    counts = Array(repeating: 0, count: rows * columns)
    presence = Array(repeating: [], count: rows * columns)
    guard rows > 0, columns > 0 else { return }
    // No row has a negative cluster.
    let cluster = cluster.flatMap { Int32(exactly: $0) } ?? -1
    points.places.withUnsafeBufferPointer { places in
      counts.withUnsafeMutableBufferPointer { counts in
        points.grid.forEachStretch(in: frame.box) { stretch in
          for slot in stretch {
            guard let dot = frame.dot(of: places[slot]) else { continue }
            let index = dot.row * columns + dot.column
            counts[index] += 1
            let marks = points.marks[slot]
            let isInCluster = points.clusters[slot] == cluster
            guard isInCluster || !marks.isEmpty else { continue }
            presence[index].formUnion(Presence(marks, isInCluster: isInCluster))
          }
        }
      }
    }
  }
}

extension DotCounts.Presence {
  /// What one point adds.
  init(_ marks: MapMarks, isInCluster: Bool) {
    self.init(rawValue: marks.intersection([.own, .others]).rawValue)
    guard isInCluster else { return }
    formUnion(marks.contains(.own) ? [.cluster, .clusterPick] : .cluster)
  }
}
