/// Times a piece of work.
enum Stopwatch {
  /// The median of the seconds that so many runs took, after one that is not counted.
  static func median(of runs: Int, _ work: () throws -> Void) rethrows -> Double {
    try work()
    var seconds: [Double] = []
    for _ in 0..<runs {
      let start = ContinuousClock.now
      try work()
      let (whole, fraction) = (ContinuousClock.now - start).components
      seconds.append(Double(whole) + Double(fraction) / 1e18)
    }
    return seconds.sorted()[runs / 2]
  }

  /// The same for work that waits.
  static func median(of runs: Int, _ work: () async throws -> Void) async rethrows -> Double {
    try await work()
    var seconds: [Double] = []
    for _ in 0..<runs {
      let start = ContinuousClock.now
      try await work()
      seconds.append((.now - start) / .seconds(1))
    }
    return seconds.sorted()[runs / 2]
  }
}
