/// How far the passes of a ranker over one cluster agree.
public struct PassAgreement: Equatable, Sendable {
  /// How many passes put the first candidate of the final order first.
  public var confidence: Confidence

  /// Borda's points of the first candidate of the final order less those of the second, over all passes.
  ///
  /// It can be negative where another rule than Borda's made the order.
  public var margin: Int

  /// How far the passes contradict each other, from 0 for the same order to 1 for two reversed ones.
  ///
  /// The mean over pairs of passes of the share of pairs of candidates that they put the other way round: Kendall's
  /// tau distance, normalised (M. G. Kendall, “A new measure of rank correlation”, Biometrika 30, 1938).
  public var disagreement: Double

  /// Compares the orders of several passes with what they come to; nil for fewer than two: one agrees with nobody.
  ///
  /// - Parameters:
  ///   - orders: Each holds the same candidates once, best first.
  ///   - order: What they come to.
  public init?(of orders: [[InstructionID]], on order: [InstructionID]) {
    guard orders.count > 1 else { return nil }
    let ballots = Ballots(orders)
    let points = Dictionary(zip(ballots.candidates, ballots.bordaPoints)) { first, _ in first }
    confidence = Confidence(agreeing: orders.count { $0.first == order.first }, passes: orders.count)
    let leaders = order.prefix(2).map { points[$0] ?? 0 }
    margin = leaders.count < 2 ? 0 : leaders[0] - leaders[1]
    disagreement = ballots.disagreement
  }
}

extension Ballots {
  /// The mean normalised Kendall tau distance, made of whole numbers so that no order of adding matters.
  fileprivate var disagreement: Double {
    let size = candidates.count
    let pairs = count * (count - 1) / 2 * (size * (size - 1) / 2)
    guard pairs > 0 else { return 0 }
    let contradictions = candidates.indices.reduce(0) { sum, first in
      sum + (0..<first).reduce(0) { $0 + preferring(first, to: $1) * preferring($1, to: first) }
    }
    return Double(contradictions) / Double(pairs)
  }
}
