import Curation

/// The clusters that were loaded last; the oldest make room for new ones.
public struct DetailCache: Equatable, Sendable {
  private var details: [Int: ClusterDetail] = [:]
  private var order: [Int] = []
  private let capacity: Int

  /// Makes an empty cache for so many clusters.
  public init(capacity: Int) { self.capacity = max(1, capacity) }

  /// The cluster with a number, if it is loaded.
  public subscript(cluster: Int) -> ClusterDetail? { details[cluster] }

  /// Takes how a cluster stands now.
  mutating func update(_ standing: Standing) { details[standing.cluster]?.standing = standing }

  /// Forgets all clusters but one.
  mutating func removeAll(but cluster: Int) {
    details = details.filter { $0.key == cluster }
    order = order.filter { $0 == cluster }
  }

  /// Forgets a cluster.
  mutating func remove(_ cluster: Int) {
    details[cluster] = nil
    order.removeAll { $0 == cluster }
  }

  /// Keeps a cluster.
  public mutating func insert(_ detail: ClusterDetail) {
    let number = detail.cluster.number
    var detail = detail
    // It may have been read before something that the room knows already was written.
    if let known = details[number]?.standing, known.version > detail.standing.version {
      detail.standing = known
    }
    if details.updateValue(detail, forKey: number) != nil { order.removeAll { $0 == number } }
    order.append(number)
    if order.count > capacity { details[order.removeFirst()] = nil }
  }
}
