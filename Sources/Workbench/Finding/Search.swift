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

  /// What was searched for; empty before the first search.
  public var text = ""
  /// Where it stands, in the order of the list.
  public var hits: [Hit] = []
  /// The hit that was gone to last, as its place in `hits`.
  var current: Int?
  /// Where to search on; nil when everything was searched, or enough was found.
  var next: Int64?
  /// Whether more was found than is kept.
  var isCut = false

  /// Makes a search that has not begun.
  init(for text: String = "") {
    self.text = text
    next = text.isEmpty ? nil : 0
  }
}

/// Asks for one step of a search.
public struct SearchRequest: Equatable, Sendable {
  /// What is searched for.
  public var text: String
  /// Where to begin: 0, or what the step before said.
  public var position: Int64
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
  public var next: Int64?

  /// Makes finds.
  public init(of request: SearchRequest, hits: [Search.Hit], next: Int64?) {
    self.request = request
    self.hits = hits
    self.next = next
  }
}
