import Curation

extension SplitMix64 {
  /// Different numbers from 0 up to, not including, `bound`, in random order; as many as there are if fewer.
  ///
  /// The first steps of a Fisher–Yates shuffle, which remembers only what it has moved.
  mutating func draw(_ count: Int, below bound: Int) -> [Int] {
    var moved: [Int: Int] = [:]
    return (0..<min(count, bound)).map { place in
      let other = place + Int(next().multipliedFullWidth(by: UInt64(bound - place)).high)
      let drawn = moved[other] ?? other
      moved[other] = moved[place] ?? place
      return drawn
    }
  }
}
