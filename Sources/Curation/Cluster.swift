/// The subset of a pool that one query to the ranker and one screen of the review are about.
public struct Cluster: Identifiable, Equatable, Sendable {
  /// The cluster's number, from 1, in the order in which the division made them.
  public var number: Int

  /// The most telling terms of its candidates, joined by ` · `; never empty.
  public var label: String

  /// The candidates, in the order of the division.
  public var candidates: [InstructionID]

  public var id: Int { number }

  /// Makes a cluster.
  public init(number: Int, label: String, candidates: [InstructionID]) {
    self.number = number
    self.label = label
    self.candidates = candidates
  }
}

/// How a pool is cut into clusters (SelectLLM, arXiv 2401.16553, and its published code).
public enum DivisionMethod: String, CaseIterable, Codable, Sendable {
  /// One candidate from each K-means cluster: differing candidates, clusters much alike (the published default).
  case diverse
  /// The same, and then candidates exchanged between clusters until each is as spread as the pool is.
  case balanced
  /// Greedy k-center subsets: each candidate as far as possible from those already taken.
  case coreset
  /// Balanced neighbourhoods of k-center seeds: candidates much alike.
  case similar
  /// A seeded shuffle.
  case random

  /// Whether it begins with centers, which K-means fits unless some are given.
  public var beginsWithCenters: Bool { self == .diverse || self == .balanced }
}
