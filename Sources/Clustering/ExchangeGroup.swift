import Curation

/// Some clusters that exchange candidates with each other.
///
/// Every candidate in turn looks at all candidates of the other clusters. Of the 16 with which an exchange would
/// lower the energy of pairs most it takes the place of the one with which all of the energy falls most, until
/// hardly anybody finds one any more.
struct ExchangeGroup {
  /// How often every candidate has its turn at most.
  static let passes = 20

  /// With how many others an exchange is looked at closely.
  private static let shortlist = 16

  /// When fewer than one in so many changed places in a pass, the next would gain next to nothing.
  private static let fewest = 200

  /// The least that an exchange must gain.
  private static let leastGain = 1e-4

  /// The row of each candidate.
  private let numbers: [Int]
  private let count: Int
  private let remoteCount: Int
  /// See `ExchangeEnergy.pairs(of:)`.
  private let pairs: [Float]
  /// See `ExchangeEnergy.distances(of:)`.
  private let distances: [Float]

  /// The candidates of each cluster.
  private var clusters: [[Int]]
  /// The cluster of each candidate.
  private var clusterOf: [Int]
  /// Cluster by cluster what each candidate costs beside all of its candidates, itself too where it is one.
  private var sums: [Float]
  /// What each candidate costs beside the others of its cluster.
  private var own: [Float]
  /// Cluster by cluster the least and the second least that its candidates leave each remote row to cost.
  private var least: [Float]
  private var second: [Float]

  /// Takes the rows of some clusters.
  init(of rows: [[Int]], _ energy: ExchangeEnergy) {
    numbers = rows.flatMap(\.self)
    count = numbers.count
    remoteCount = energy.remoteCount
    pairs = energy.pairs(of: numbers)
    distances = energy.distances(of: numbers)
    var next = 0
    clusters = rows.map { cluster in
      defer { next += cluster.count }
      return Array(next..<next + cluster.count)
    }
    clusterOf = clusters.enumerated().flatMap { number, members in members.map { _ in number } }
    sums = [Float](repeating: 0, count: rows.count * count)
    own = [Float](repeating: 0, count: count)
    least = [Float](repeating: 0, count: rows.count * remoteCount)
    second = least
    for cluster in clusters.indices {
      for member in clusters[cluster] { addPairs(of: member, to: cluster) }
      refresh(cluster)
    }
  }

  /// The rows of each cluster.
  var rows: [[Int]] { clusters.map { $0.map { numbers[$0] } } }

  /// The energy of all clusters together.
  var energy: Double {
    var total = least.reduce(0.0) { $0 + Double($1) }
    for members in clusters {
      for (place, member) in members.enumerated() {
        for other in members[..<place] { total += Double(pairs[member * count + other]) }
      }
    }
    return total
  }

  /// Exchanges candidates until hardly anything is gained by it; the seed says who has the first turn.
  ///
  /// - Returns: How many exchanges there were. A cancelled task makes no more of them.
  mutating func settle(seed: UInt64) -> Int {
    guard clusters.count > 1 else { return 0 }
    var generator = SplitMix64(seed: seed)
    var exchanges = 0
    for _ in 0..<Self.passes {
      let before = exchanges
      for candidate in generator.permutation(of: count) {
        if Task.isCancelled { return exchanges }
        guard let partner = partner(of: candidate), gain(candidate, partner) > Self.leastGain else {
          continue
        }
        exchange(candidate, partner)
        exchanges += 1
      }
      if (exchanges - before) * Self.fewest <= count { break }
    }
    return exchanges
  }

  /// The candidate with whom an exchange seems to gain most; nil when none does.
  private func partner(of candidate: Int) -> Int? {
    var best: (partner: Int, change: Float)?
    for (partner, pairChange) in shortlist(for: candidate) {
      let change =
        pairChange + remoteChange(of: clusterOf[candidate], without: candidate, with: partner)
        + remoteChange(of: clusterOf[partner], without: partner, with: candidate)
      if change < best?.change ?? 0 { best = (partner, change) }
    }
    return best?.partner
  }

  /// The candidates with whom an exchange would lower the energy of pairs most, or raise it least.
  private func shortlist(for candidate: Int) -> [(partner: Int, change: Float)] {
    let home = clusterOf[candidate]
    let cost = own[candidate]
    var found: [(partner: Int, change: Float)] = []
    found.reserveCapacity(Self.shortlist + 1)
    var limit = Float.infinity
    sums.withUnsafeBufferPointer { sums in
      pairs.withUnsafeBufferPointer { pairs in
        let here = UnsafeBufferPointer(rebasing: sums[home * count..<(home + 1) * count])
        let beside = UnsafeBufferPointer(rebasing: pairs[candidate * count..<(candidate + 1) * count])
        for (cluster, members) in clusters.enumerated() where cluster != home {
          let there = sums[cluster * count + candidate] - cost
          for member in members {
            let change = here[member] + there - 2 * beside[member] - own[member]
            guard change < limit else { continue }
            var place = found.count
            while place > 0, found[place - 1].change > change { place -= 1 }
            found.insert((member, change), at: place)
            if found.count > Self.shortlist { found.removeLast() }
            if found.count == Self.shortlist { limit = found[Self.shortlist - 1].change }
          }
        }
      }
    }
    return found
  }

  /// By how much the cost of remote rows changes when a candidate of a cluster is replaced.
  private func remoteChange(of cluster: Int, without leaving: Int, with coming: Int) -> Float {
    var change = SIMD8<Float>.zero
    least.withUnsafeBytes { least in
      second.withUnsafeBytes { second in
        distances.withUnsafeBytes { distances in
          for column in stride(from: 0, to: remoteCount, by: 8) {
            func eight(_ values: UnsafeRawBufferPointer, _ row: Int) -> SIMD8<Float> {
              values.loadUnaligned(
                fromByteOffset: (row * remoteCount + column) * MemoryLayout<Float>.stride,
                as: SIMD8<Float>.self
              )
            }
            let before = eight(least, cluster)
            // Where two are the nearest, the second least is the least again.
            var after = before.replacing(
              with: eight(second, cluster),
              where: eight(distances, leaving) .== before
            )
            let new = eight(distances, coming)
            after.replace(with: new, where: new .< after)
            change += after - before
          }
        }
      }
    }
    return change.sum()
  }

  /// What an exchange gains, worked out anew, since the sums gather rounding errors.
  private func gain(_ first: Int, _ other: Int) -> Double {
    func change(of cluster: Int, without leaving: Int, with coming: Int) -> Double {
      clusters[cluster].reduce(Double(remoteChange(of: cluster, without: leaving, with: coming))) {
        sum,
        member in
        guard member != leaving else { return sum }
        return sum + Double(pairs[coming * count + member]) - Double(pairs[leaving * count + member])
      }
    }
    return 0 - change(of: clusterOf[first], without: first, with: other)
      - change(of: clusterOf[other], without: other, with: first)
  }

  private mutating func exchange(_ first: Int, _ other: Int) {
    let (home, away) = (clusterOf[first], clusterOf[other])
    replace(first, with: other, in: home)
    replace(other, with: first, in: away)
    sums.withUnsafeMutableBufferPointer { sums in
      pairs.withUnsafeBufferPointer { pairs in
        for place in 0..<count {
          let difference = pairs[other * count + place] - pairs[first * count + place]
          sums[home * count + place] += difference
          sums[away * count + place] -= difference
        }
      }
    }
    refresh(home)
    refresh(away)
  }

  private mutating func replace(_ leaving: Int, with coming: Int, in cluster: Int) {
    if let place = clusters[cluster].firstIndex(of: leaving) { clusters[cluster][place] = coming }
    clusterOf[coming] = cluster
  }

  private mutating func addPairs(of member: Int, to cluster: Int) {
    for place in 0..<count { sums[cluster * count + place] += pairs[member * count + place] }
  }

  /// Brings up to date what a cluster's own candidates cost it.
  private mutating func refresh(_ cluster: Int) {
    for member in clusters[cluster] {
      own[member] = sums[cluster * count + member] - pairs[member * count + member]
    }
    for column in cluster * remoteCount..<(cluster + 1) * remoteCount {
      (least[column], second[column]) = (.infinity, .infinity)
    }
    for member in clusters[cluster] {
      for column in 0..<remoteCount {
        let distance = distances[member * remoteCount + column]
        let place = cluster * remoteCount + column
        second[place] = min(second[place], max(least[place], distance))
        least[place] = min(least[place], distance)
      }
    }
  }
}
