/// How long decisions took, as far as it was measured.
public struct DecisionTimes: Equatable, Sendable {
  /// Times from one bound up to, not including, the next.
  public struct Bin: Equatable, Sendable {
    /// The shortest time in it, in seconds.
    public let lowerBound: Double
    /// The time at which the next bin begins, in seconds; nil for the last bin, which is open.
    public let upperBound: Double?
    /// How many decisions took so long.
    public let count: Int
  }

  /// How many decisions have a time.
  public let count: Int

  /// The quartiles in seconds, or nil without times.
  public let quartiles: Quartiles?

  /// How many decisions took how long, with bounds in the steps 1, 2, 5.
  public let histogram: [Bin]

  private static let bounds: [Double] = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

  /// Gathers times in seconds; what is no time, being negative or not finite, is left out.
  init(seconds: some Sequence<Double>) {
    let times = seconds.filter { $0.isFinite && $0 >= 0 }
    var counts = Self.bounds.map { _ in 0 }
    for time in times {
      if let bin = Self.bounds.lastIndex(where: { $0 <= time }) { counts[bin] += 1 }
    }
    count = times.count
    quartiles = Quartiles(of: times)
    histogram = Self.bounds.indices.map { index in
      let next = Self.bounds.dropFirst(index + 1).first
      return Bin(lowerBound: Self.bounds[index], upperBound: next, count: counts[index])
    }
  }
}
