/// The verdict that counts for every cluster of a project: one byte each, so that a list of any length fits.
public struct VerdictTable: Equatable, Sendable {
  /// A code for each cluster: 0 for none, else the place of the verdict in `Verdict.allCases` from 1.
  private var codes: [UInt8]
  private var tally: [Int]

  /// Makes a table for so many clusters about which nothing is decided.
  public init(count: Int) {
    codes = Array(repeating: 0, count: count)
    tally = Array(repeating: 0, count: Verdict.allCases.count + 1)
    tally[0] = count
  }

  /// The number of clusters.
  public var count: Int { codes.count }

  /// The verdict that counts for a cluster, by its number from 1.
  public subscript(cluster: Int) -> Verdict? {
    get {
      guard codes.indices.contains(cluster - 1) else { return nil }
      return codes[cluster - 1] == 0 ? nil : Verdict.allCases[Int(codes[cluster - 1]) - 1]
    }
    set {
      guard codes.indices.contains(cluster - 1) else { return }
      let code = newValue.map(Self.code) ?? 0
      tally[Int(codes[cluster - 1])] -= 1
      tally[Int(code)] += 1
      codes[cluster - 1] = code
    }
  }

  /// Whether a cluster still waits for a verdict.
  public func isOpen(_ cluster: Int) -> Bool { self[cluster] == nil || self[cluster] == .skip }

  /// How many clusters have a verdict.
  public func count(of verdict: Verdict) -> Int { tally[Int(Self.code(verdict))] }

  /// How many clusters no longer wait for a verdict.
  public var decided: Int { count - tally[0] - count(of: .skip) }

  private static func code(_ verdict: Verdict) -> UInt8 {
    UInt8((Verdict.allCases.firstIndex(of: verdict) ?? 0) + 1)
  }
}
