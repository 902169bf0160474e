import Foundation

/// How fast curators decide while they are at it.
///
/// For each curator the time from one standing decision to the next is work, unless it is longer than
/// `longestPause`; then a new sitting begins. Decisions of one and the same moment, as in bulk, are one step.
public struct Pace: Equatable, Sendable {
  /// The longest time between two decisions, in seconds, that counts as work.
  public static let longestPause: Double = 900

  /// How many steps from one decision to the next were work.
  public let steps: Int

  /// How many seconds they took, all curators together.
  public let seconds: Double

  /// Steps an hour of one curator's work, or nil where there was none.
  public var decisionsPerHour: Double? { seconds > 0 ? Double(steps) * 3600 / seconds : nil }

  /// How many hours of one curator's work a number of decisions takes at this pace.
  public func hours(for decisions: Int) -> Double? { decisionsPerHour.map { Double(decisions) / $0 } }

  /// Measures the pace of decisions.
  init(_ judgements: [Judgement]) {
    var (steps, seconds) = (0, 0.0)
    for decisions in Dictionary(grouping: judgements, by: \.curator).values {
      let moments = decisions.map(\.time.timeIntervalSince1970).sorted()
      for (earlier, later) in zip(moments, moments.dropFirst()) {
        let pause = later - earlier
        guard pause > 0, pause <= Self.longestPause else { continue }
        steps += 1
        seconds += pause
      }
    }
    self.steps = steps
    self.seconds = seconds
  }
}
