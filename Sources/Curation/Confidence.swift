/// How many of a ranker's passes named the same candidate as its order does: 2 of 3.
///
/// It is a fraction and no probability: how often such orders please people, only people can tell.
public struct Confidence: Hashable, Sendable {
  /// The number of passes that agreed with the final order about the first place.
  public var agreeing: Int
  /// The number of all passes that gave an order.
  public var passes: Int

  /// Makes a confidence.
  public init(agreeing: Int, passes: Int) {
    self.agreeing = agreeing
    self.passes = passes
  }
}

extension Confidence: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    let (leftShare, rightShare) = (left.agreeing * right.passes, right.agreeing * left.passes)
    return leftShare == rightShare ? left.passes < right.passes : leftShare < rightShare
  }
}

extension Confidence: CustomStringConvertible {
  /// The fraction as it is shown and typed: `2/3`.
  public var description: String { "\(agreeing)/\(passes)" }
}
