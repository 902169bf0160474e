public import Curation
import TextUI

/// What one run says about a cluster, beside the other runs.
public struct RankedRun: Equatable, Sendable {
  /// The number of the run.
  public var number: Int
  /// Who ranked in it.
  public var ranker: String
  /// Whether it is the one under review, whose order the room shows.
  public var isReviewed: Bool
  /// The candidates, best first; empty where the run has no ranking of the cluster.
  public var order: [InstructionID]

  /// Makes what a run says.
  public init(number: Int, ranker: String, isReviewed: Bool, order: [InstructionID]) {
    self.number = number
    self.ranker = ranker
    self.isReviewed = isReviewed
    self.order = order
  }

  /// The place of a candidate, from 1; `-` where the run has none.
  func place(of candidate: InstructionID) -> DisplayText {
    order.firstIndex(of: candidate).map { "\($0 + 1)" } ?? "-"
  }
}

extension State {
  /// The runs to show beside each other; none where there is but one, or where rankings may not be seen.
  var visibleRuns: [RankedRun] {
    guard !hidesRanking, let detail, detail.outcome != nil, detail.runs.count > 1 else { return [] }
    return detail.runs
  }

  /// The places that the runs give a candidate, such as `run 1: 3  run 2: 1`; empty where there is but one run.
  func placesInRuns(of candidate: InstructionID) -> DisplayText {
    visibleRuns.enumerated().reduce(into: "") { text, run in
      text += (run.offset == 0 ? "run " : "  run ") + "\(run.element.number): "
      text += run.element.place(of: candidate)
    }
  }
}
