/// Several orders of the same candidates, as numbers.
///
/// The candidates are numbered by their ids and only sums over all orders are asked for, so that nothing depends
/// on which order came first.
struct Ballots {
  /// The candidates, by id.
  let candidates: [InstructionID]
  /// For each order the place of each candidate, from 0.
  private let places: [[Int]]
  /// How many orders put one candidate before another.
  private let preferences: [[Int]]

  init(_ orders: [[InstructionID]]) {
    let candidates = (orders.first ?? []).sorted()
    let numbers = Dictionary(zip(candidates, candidates.indices)) { first, _ in first }
    let places = orders.map { order in
      var places = Array(repeating: 0, count: candidates.count)
      for (place, id) in order.enumerated() {
        if let number = numbers[id] { places[number] = place }
      }
      return places
    }
    self.candidates = candidates
    self.places = places
    preferences = candidates.indices.map { first in
      candidates.indices.map { second in places.count { $0[first] < $0[second] } }
    }
  }

  /// The number of orders.
  var count: Int { places.count }

  /// How many orders put one candidate before another.
  func preferring(_ first: Int, to second: Int) -> Int { preferences[first][second] }

  /// Borda's points: in each order a candidate gets one for every candidate behind it.
  var bordaPoints: [Int] { points { candidates.count - 1 - $0 } }

  /// Points that depend on the place alone, over all orders.
  func points(_ value: (_ place: Int) -> Int) -> [Int] {
    candidates.indices.map { number in places.reduce(0) { $0 + value($1[number]) } }
  }
}
