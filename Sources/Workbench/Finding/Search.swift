public import Curation

/// The last search and where it found something.
public struct Search: Equatable, Sendable {
  /// A place where the text stands.
  public struct Hit: Equatable, Sendable {
    /// The cluster's number.
    public var cluster: Int
    /// The candidate; nil when it stands in the cluster's label or in the note about it.
    public var candidate: InstructionID?

    /// Makes a hit.
    public init(cluster: Int, candidate: InstructionID?) {
      self.cluster = cluster
      self.candidate = candidate
    }
  }

  /// More hits than these are not asked for: nobody goes through them one by one.
  static let limit = 1000
  /// Nor are more than these counted while somebody types.
  static let limitAsTyped = 100

  /// What was searched for; empty before the first search.
  public var text = ""
  /// Where it stands, in the order of the list.
  public var hits: [Hit] = []
  /// The hit that was gone to last, as its place in `hits`.
  var current: Int?
  /// How many of the hits lie before the cluster with which the search began: they were found last.
  var wrapped = 0
  /// Where to search on; nil when everything was searched, or enough was found.
  var next: SearchProgress?
  /// Whether more was found than is kept.
  var isCut = false

  /// Makes a search that has not begun.
  init(for text: String = "", from start: Int = 1) {
    self.text = text
    next = text.isEmpty ? nil : SearchProgress(from: start)
  }

  /// Takes what a step found, in the order of the list.
  mutating func take(_ finds: SearchFinds) {
    if finds.request.progress.hasWrapped {
      hits.insert(contentsOf: finds.hits, at: wrapped)
      wrapped += finds.hits.count
      current? += finds.hits.count
    } else {
      hits += finds.hits
    }
    isCut = hits.count >= Self.limit && finds.next != nil
    next = isCut ? nil : finds.next
  }
}

/// Asks for one step of a search.
public struct SearchRequest: Equatable, Sendable {
  /// What is searched for.
  public var text: String
  /// Where to begin, or what the step before said.
  public var progress: SearchProgress
  /// The greatest number of hits.
  public var limit: Int
  /// Where to search.
  public var listing: Listing
  /// Which search it belongs to; an answer to an older one is dropped.
  var number: Int
}

/// What one step of a search found.
public struct SearchFinds: Equatable, Sendable {
  /// What was asked for.
  public var request: SearchRequest
  /// What was found, by cluster and place in it.
  public var hits: [Search.Hit]
  /// Where to search on; nil at the end.
  public var next: SearchProgress?

  /// Makes finds.
  public init(of request: SearchRequest, hits: [Search.Hit], next: SearchProgress?) {
    self.request = request
    self.hits = hits
    self.next = next
  }
}
