/// Some of a division's clusters: one bit each.
public struct ClusterSet: Equatable, Sendable {
  /// The bits: that of cluster `n` is bit `n % 64` of word `n / 64`.
  public private(set) var words: [UInt64]
  private let count: Int

  /// How many clusters are in it.
  public var size: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Makes an empty set of clusters numbered from 1.
  public init(count: Int) {
    self.count = count
    words = Array(repeating: 0, count: (count + 64) / 64)
  }

  /// Makes a set of bits; what is missing is 0, what is too much is left out.
  public init(count: Int, words: some Collection<UInt64>) {
    self.init(count: count)
    for (index, word) in zip(self.words.indices, words) { self.words[index] = word }
    for extra in stride(from: count + 1, to: self.words.count * 64, by: 1) {
      self.words[extra / 64] &= ~(1 << (extra % 64))
    }
  }

  /// Adds a cluster; a number that none has is left out.
  public mutating func insert(_ cluster: Int) {
    guard (1...max(1, count)).contains(cluster) else { return }
    words[cluster / 64] |= 1 << (cluster % 64)
  }

  /// Whether a cluster is in it.
  public func contains(_ cluster: Int) -> Bool {
    guard (0...count).contains(cluster) else { return false }
    return words[cluster / 64] & 1 << (cluster % 64) != 0
  }

  /// Adds the clusters of another set of the same division.
  public mutating func formUnion(_ other: ClusterSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// Keeps what is in another set of the same division, too.
  public mutating func formIntersection(_ other: ClusterSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Those that another set of the same division does not hold.
  public func subtracting(_ other: ClusterSet) -> ClusterSet {
    var rest = self
    for index in words.indices { rest.words[index] &= ~other.words[index] }
    return rest
  }

  /// All the others.
  public var complement: ClusterSet {
    var others = ClusterSet(count: count)
    for cluster in stride(from: 1, through: count, by: 1) where !contains(cluster) { others.insert(cluster) }
    return others
  }
}
