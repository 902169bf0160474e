internal import Foundation
internal import GRDB

/// Which clusters have a candidate of which source or category.
struct ClusterOrigins {
  /// What a value is, as the project file calls it.
  enum Kind: String { case source, topic }

  private struct Value: Hashable {
    var kind: Kind
    var bytes: Data
  }

  private var clusters: [Value: Set<Int32>] = [:]

  /// Adds a value of a candidate of a cluster; an empty one is none.
  mutating func insert(_ bytes: Data, _ kind: Kind, cluster: Int) {
    guard !bytes.isEmpty else { return }
    // The bytes may be SQLite's own, which last only as long as its row.
    let value = Value(kind: kind, bytes: bytes)
    if clusters[value]?.insert(Int32(cluster)) == nil {
      clusters[Value(kind: kind, bytes: Data(Array(bytes)))] = [Int32(cluster)]
    }
  }

  /// Stores all of them.
  func store(in database: Database) throws {
    let insertion = try database.makeStatement(
      // Values that differ only in the case of ASCII letters are one.
      sql: "INSERT OR IGNORE INTO clusterOrigin (kind, value, cluster) VALUES (?, CAST(? AS TEXT), ?)"
    )
    for (value, clusters) in clusters.sorted(by: { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }) {
      for cluster in clusters.sorted() {
        try insertion.execute(arguments: [value.kind.rawValue, value.bytes, cluster])
      }
    }
  }
}
