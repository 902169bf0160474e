public import Foundation

/// What of a division is done so far, for an equal one to go on from; it comes to the same end.
public enum DivisionDraft: Equatable, Sendable {
  /// The first clusters that were grown, and the row that each began with.
  case grown([[Int]], starts: [Int])
  /// The clusters begun so far, each with its seed first; rows are shared out when all are begun.
  case begun([[Int]])
  /// The clusters after exchanges in so many groups of them, and how many exchanges there were.
  case exchanged([[Int]], groups: Int, exchanges: Int)

  /// The draft as bytes: 32-bit words, little-endian.
  public var stored: Data {
    var words = StoredWords()
    words.append([kind])
    words.append(clusters)
    switch self {
    case .grown(_, let starts): words.append(starts)
    case .begun: break
    // They may be more than 32 bits hold.
    case .exchanged(_, let groups, let exchanges):
      words.append([groups, exchanges >> 31, exchanges & 0x7FFF_FFFF])
    }
    return words.data
  }

  /// Reads what `stored` made; nil for anything else.
  public init?(stored data: Data) {
    var words = StoredWords(data)
    guard let kind = words.nextNumbers(), let clusters = words.nextClusters() else { return nil }
    switch (kind, words.nextNumbers()) {
    case ([0], let starts?) where starts.count == clusters.count:
      self = .grown(clusters, starts: starts)
    case ([1], nil):
      self = .begun(clusters)
    case ([2], let numbers?) where numbers.count == 3:
      self = .exchanged(clusters, groups: numbers[0], exchanges: numbers[1] << 31 | numbers[2])
    default: return nil
    }
    guard words.isAtEnd else { return nil }
  }

  /// What tells the kinds of drafts apart in bytes.
  private var kind: Int {
    switch self {
    case .grown: 0
    case .begun: 1
    case .exchanged: 2
    }
  }

  private var clusters: [[Int]] {
    switch self {
    case .grown(let clusters, _), .begun(let clusters), .exchanged(let clusters, _, _): clusters
    }
  }

  /// Whether its clusters can be those of a pool, of which they have each row at most once.
  func fits(_ sizes: ClusterSizes, rows: Int) -> Bool {
    guard clusters.count <= sizes.clusters else { return false }
    let full = sizes.all.prefix(clusters.count)
    switch self {
    case .grown: guard clusters.map(\.count) == Array(full) else { return false }
    case .exchanged: guard clusters.map(\.count) == sizes.all else { return false }
    case .begun:
      guard zip(clusters, full).allSatisfy({ !$0.isEmpty && $0.count <= $1 }) else { return false }
      // Rows are shared out when all clusters are begun.
      let isAllBegun = clusters.count == sizes.clusters
      guard isAllBegun || clusters.allSatisfy({ $0.count == 1 }) else { return false }
    }
    var isTaken = [Bool](repeating: false, count: rows)
    for row in clusters.joined() {
      guard isTaken.indices.contains(row), !isTaken[row] else { return false }
      isTaken[row] = true
    }
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
