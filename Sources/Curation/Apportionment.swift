/// Shares a number of places out over groups in proportion to their sizes.
///
/// By largest remainders (Hamilton's method), the first of equals; but no group that has members goes without a place.
/// Groups with a number of their own keep that, which may be 0.
public struct Apportionment: Equatable, Sendable {
  /// Why places cannot be shared out.
  public enum Failure: Error, Equatable, Sendable {
    /// More places are given to some groups than there are; or fewer, and no group is left to take the rest.
    case fixedPlaces(Int, of: Int)
    /// There are fewer places left than groups that need one.
    case tooFewPlaces(Int, groups: Int)
    /// A group has more places than members.
    case tooManyPlaces(Int, group: Int, members: Int)
    /// There are more places than members in all groups.
    case tooFewMembers(Int, places: Int)
  }

  /// The places of each group.
  public let places: [Int]

  /// Shares places out.
  ///
  /// - Parameters:
  ///   - total: How many places there are.
  ///   - sizes: How many members each group has; a group without members gets none.
  ///   - fixed: For a group by its index the places that it has in any case.
  /// - Throws: `Failure`.
  public init(of total: Int, over sizes: [Int], fixed: [Int: Int] = [:]) throws(Failure) {
    // No number is larger than that of all members from here on, so that products do not overflow.
    let all = sizes.reduce(0, +)
    guard total <= all else { throw .tooFewMembers(all, places: total) }
    if let given = fixed.values.max(), given > total { throw .fixedPlaces(given, of: total) }
    var places = sizes.indices.map { fixed[$0] ?? 0 }
    let free = sizes.indices.filter { fixed[$0] == nil && sizes[$0] > 0 }
    let rest = total - places.reduce(0, +)
    guard rest >= 0, rest == 0 || !free.isEmpty else { throw .fixedPlaces(total - rest, of: total) }
    guard rest >= free.count else { throw .tooFewPlaces(rest, groups: free.count) }
    let members = free.reduce(0) { $0 + sizes[$1] }
    // What a group lacks to its one place is taken from the others, as if they had shared out the rest.
    var sharing = free
    var open = (places: rest, members: members)
    while let small = sharing.first(where: { $0.isBelowOne(sizes, open) }) {
      places[small] = 1
      open = (open.places - 1, open.members - sizes[small])
      sharing.removeAll { $0 == small }
    }
    for group in sharing { places[group] = sizes[group] * open.places / open.members }
    let remainders = sharing.map { (group: $0, value: sizes[$0] * open.places % open.members) }
      .sorted { ($1.value, $0.group) < ($0.value, $1.group) }
    let left = open.places - sharing.reduce(0) { $0 + places[$1] }
    for remainder in remainders.prefix(left) { places[remainder.group] += 1 }
    if let group = places.indices.first(where: { places[$0] > sizes[$0] }) {
      throw .tooManyPlaces(places[group], group: group, members: sizes[group])
    }
    self.places = places
  }
}

extension Int {
  /// Whether a group's share is less than one place.
  fileprivate func isBelowOne(_ sizes: [Int], _ open: (places: Int, members: Int)) -> Bool {
    sizes[self] * open.places < open.members
  }
}
