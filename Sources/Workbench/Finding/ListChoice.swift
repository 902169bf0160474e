public import Curation

/// Which clusters the list shall hold, and in which order, as the curator asks for it.
public struct ListChoice: Equatable, Codable, Sendable {
  /// The filter as it is typed; empty for none.
  public var filter: String
  /// The order.
  public var order: ClusterOrder

  /// Makes a choice; all clusters by number if nothing is said.
  public init(filter: String = "", order: ClusterOrder = .natural) {
    self.filter = filter
    self.order = order
  }

  /// Whether it is all clusters by number.
  public var isWhole: Bool { filter.isEmpty && order == .natural }
}

/// Asks which clusters a choice comes to.
public struct ListRequest: Equatable, Sendable {
  /// What the answer is for.
  public enum Purpose: Equatable, Sendable {
    /// To show how many there are while one types.
    case count
    /// To list them.
    case list
    /// To list them as when the curator left.
    case restore
  }

  /// The choice.
  public var choice: ListChoice
  /// The filter as it is understood.
  public var query: ClusterQuery
  /// What the answer is for.
  public var purpose: Purpose
  /// What the step before came to; nil to begin with.
  public var progress: QueryProgress?

  /// Whether it asks what another one asks, at whichever step.
  func asksTheSame(as other: ListRequest) -> Bool {
    choice == other.choice && query == other.query && purpose == other.purpose
  }
}

/// The clusters that a choice comes to, or how far they have been found.
public struct ListAnswer: Equatable, Sendable {
  /// What was asked for.
  public var request: ListRequest
  /// The clusters in order; nil when they could not be read, and while there is more to look through.
  public var numbers: [Int32]?
  /// Where to go on, if there is more to look through.
  public var progress: QueryProgress?

  /// Makes an answer.
  public init(to request: ListRequest, numbers: [Int32]?) {
    self.request = request
    self.numbers = numbers
  }

  /// Makes an answer that is not the last one.
  public init(to request: ListRequest, unfinished progress: QueryProgress) {
    self.request = request
    self.progress = progress
  }
}
