/// Which clusters the list holds, and in which order: all of them by number, or what a filter and an order leave.
///
/// It holds numbers only, four bytes a cluster, so that it is the same for ten clusters and for a million.
public struct Listing: Equatable, Sendable {
  /// The number of clusters in the project.
  public let total: Int
  /// The numbers in order; nil for all of them, ascending.
  private var numbers: [Int32]?
  /// For each cluster its place in the list from 0, or -1; empty when all are listed.
  private var places: [Int32] = []

  /// Lists all clusters of a project by number.
  public init(total: Int) { self.total = total }

  /// Lists these clusters of a project.
  public init(total: Int, numbers: [Int32]) {
    self.total = total
    self.numbers = numbers
    places = Array(repeating: -1, count: total)
    for (place, number) in numbers.enumerated() where places.indices.contains(Int(number) - 1) {
      places[Int(number) - 1] = Int32(place)
    }
  }

  /// The number of clusters in the list.
  public var count: Int { numbers?.count ?? total }

  /// Whether the list holds all clusters by number.
  public var isWhole: Bool { numbers == nil }

  /// The number of the cluster at a place, from 0.
  public subscript(place: Int) -> Int { numbers.map { Int($0[place]) } ?? place + 1 }

  /// The place of a cluster, from 0, or nil when it is not in the list.
  public func place(of cluster: Int) -> Int? {
    guard (1...max(1, total)).contains(cluster) else { return nil }
    guard numbers != nil else { return cluster - 1 }
    let place = Int(places[cluster - 1])
    return place < 0 ? nil : place
  }
}
