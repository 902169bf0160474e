public import Foundation

/// A step on the way from a pool to a queue, as the project remembers it.
public struct Stage: Equatable, Sendable {
  /// The steps, in the order in which they are taken.
  public enum Name: String, CaseIterable, Codable, Sendable {
    case importing = "import"
    case embed
    case cluster
    case neighbours
    case topics
    case rank
    case export
  }

  /// Which step it was.
  public var name: Name
  /// Every choice that can change the outcome, seeds included, as text.
  public var options: [String: String]
  /// What came of it.
  public var counts: [String: Int]
  /// The version of Handpick that did it.
  public var version: String
  /// When it began.
  public var started: Date
  /// When it was done.
  public var finished: Date

  /// Makes a record of a step.
  public init(
    name: Name,
    options: [String: String],
    counts: [String: Int],
    version: String,
    started: Date,
    finished: Date
  ) {
    self.name = name
    self.options = options
    self.counts = counts
    self.version = version
    self.started = started
    self.finished = finished
  }
}
