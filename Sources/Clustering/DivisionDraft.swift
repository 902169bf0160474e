public import Foundation

/// What of a division is done so far, for an equal one to go on from; it comes to the same end.
public enum DivisionDraft: Equatable, Sendable {
  /// The first clusters that were grown, and the row that each began with.
  case grown([[Int]], starts: [Int])
  /// The clusters after exchanges in so many groups of them, and how many exchanges there were.
  case exchanged([[Int]], groups: Int, exchanges: Int)

  /// The draft as bytes: 32-bit words, little-endian.
  public var stored: Data {
    var words = StoredWords()
    switch self {
    case .grown(let clusters, let starts):
      words.append(clusters)
      words.append(starts)
    case .exchanged(let clusters, let groups, let exchanges):
      words.append(clusters)
      words.append([groups])
      // They may be more than 32 bits hold.
      words.append([exchanges >> 31, exchanges & 0x7FFF_FFFF])
    }
    return words.data
  }

  /// Reads what `stored` made; nil for anything else.
  public init?(stored data: Data) {
    var words = StoredWords(data)
    guard let clusters = words.nextClusters(), let next = words.nextNumbers() else { return nil }
    if words.isAtEnd, next.count == clusters.count {
      self = .grown(clusters, starts: next)
    } else if next.count == 1, let count = words.nextNumbers(), count.count == 2, words.isAtEnd {
      self = .exchanged(clusters, groups: next[0], exchanges: count[0] << 31 | count[1])
    } else {
      return nil
    }
  }

  /// Whether its clusters can be those of a pool, of which they have each row at most once.
  func fits(_ sizes: ClusterSizes, rows: Int) -> Bool {
    let clusters =
      switch self {
      case .grown(let clusters, _): clusters
      case .exchanged(let clusters, _, _): clusters
      }
    guard clusters.map(\.count) == Array(sizes.all.prefix(clusters.count)) else { return false }
    var isTaken = [Bool](repeating: false, count: rows)
    for row in clusters.joined() {
      guard isTaken.indices.contains(row), !isTaken[row] else { return false }
      isTaken[row] = true
    }
    if case .exchanged = self { return clusters.count == sizes.clusters }
    return true
  }
}

extension StoredWords {
  fileprivate mutating func append(_ numbers: [Int]) {
    append(numbers.map { Int32(truncatingIfNeeded: $0) })
  }

  /// Adds clusters: their sizes, then all of their rows.
  fileprivate mutating func append(_ clusters: [[Int]]) {
    append(clusters.map(\.count))
    append(Array(clusters.joined()))
  }

  fileprivate mutating func nextNumbers() -> [Int]? { next()?.map(Int.init) }

  fileprivate mutating func nextClusters() -> [[Int]]? {
    guard let sizes = nextNumbers(), let rows = nextNumbers() else { return nil }
    guard sizes.allSatisfy({ $0 >= 0 }), sizes.reduce(0, +) == rows.count else { return nil }
    var rest = rows[...]
    return sizes.map { size in
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }
}
