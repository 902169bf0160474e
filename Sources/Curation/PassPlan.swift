/// In how many passes a cluster is ranked.
public enum PassPlan: Equatable, Sendable {
  /// So many, whatever they say.
  case fixed(Int)
  /// Three; five unless those agree about the first place; nine if the first two are still close.
  case adaptive

  /// One pass: nothing to compare, and a third of the cost.
  public static let single = PassPlan.fixed(1)

  /// The most passes that can be asked for.
  public static let limit = 99
}

extension PassPlan {
  /// How many passes there are after each step; whether the next step is taken depends on what they say.
  public var steps: [Int] {
    switch self {
    case .fixed(let count): [max(1, count)]
    case .adaptive: [3, 5, 9]
    }
  }

  /// Whether there is only one pass.
  public var isSingle: Bool { steps == [1] }

  /// The least number of passes with an order that make a ranking.
  public var leastVotes: Int { isSingle ? 1 : 2 }

  /// Whether no further step is needed once so many passes were asked for.
  ///
  /// - Parameters:
  ///   - count: The passes asked for, one of `steps`.
  ///   - votes: The orders that they gave.
  /// - Returns: Whether the round is complete.
  func isSettled(after count: Int, votes: [[InstructionID]]) -> Bool {
    guard self == .adaptive, let first = votes.first else { return true }
    switch count {
    case 3: return votes.count > 1 && votes.allSatisfy { $0.first == first.first }
    case 5:
      let points = Ballots(votes).bordaPoints.sorted(by: >)
      return votes.count < 2 || points.count < 2 || points[0] - points[1] > 1
    default: return true
    }
  }
}

extension PassPlan: LosslessStringConvertible {
  /// Reads `adaptive`, or a number of passes from 1 to 99.
  public init?(_ text: String) {
    if text == "adaptive" {
      self = .adaptive
    } else if let count = Int(text), (1...Self.limit).contains(count) {
      self = .fixed(count)
    } else {
      return nil
    }
  }

  public var description: String {
    switch self {
    case .fixed(let count): "\(count)"
    case .adaptive: "adaptive"
    }
  }
}
