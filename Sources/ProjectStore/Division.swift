public import Curation
public import Foundation
internal import GRDB

/// One way in which the pool was cut into clusters.
///
/// A project may have had several; the newest is current.
public struct Division: Identifiable, Equatable, Sendable {
  /// The number of the division in the project, from 1.
  public var id: Int
  /// How the clusters were made.
  public var method: DivisionMethod
  /// The number of clusters.
  public var clusters: Int
  /// How many candidates of each cluster are wanted.
  public var picks: Int
  /// What the random numbers began with.
  public var seed: UInt64
  /// When it was made.
  public var created: Date
}

/// What a list shows of a cluster.
public struct ClusterSummary: Identifiable, Equatable, Sendable {
  /// The cluster's number, from 1.
  public var number: Int
  /// Its most telling terms.
  public var label: String
  /// How many candidates it has.
  public var size: Int
  /// What the current run knows of it.
  public var ranking: RankingState
  /// Whether somebody put a flag on it.
  public var isFlagged: Bool
  /// Whether somebody wrote a note about it.
  public var hasNote: Bool

  public var id: Int { number }
}

extension Division {
  static let columns = "id, method, clusters, picks, seed, created"

  init(row: Row) throws {
    id = try row.value(0)
    method = try row.word(1)
    clusters = try row.value(2)
    picks = try row.value(3)
    let seed: String = try row.value(4)
    guard let seed = UInt64(seed) else { throw UnknownWord(word: seed) }
    self.seed = seed
    created = Date(milliseconds: try row.value(5))
  }

  /// The current division, or nil before the pool is divided.
  static func current(_ database: Database) throws -> Division? {
    let statement = try database.cachedStatement(
      sql: "SELECT \(columns) FROM division ORDER BY id DESC LIMIT 1"
    )
    return try statement.first([], Division.init(row:))
  }

  /// The current division, without which there is nothing to do.
  static func required(_ database: Database) throws -> Division {
    guard let division = try current(database) else { throw ProjectError.noDivision }
    return division
  }
}
