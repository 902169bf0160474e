internal import Curation
internal import Foundation
internal import GRDB

/// Which clusters hold one or two ASCII characters in a row, in the texts, ids and label of their candidates.
///
/// The index of three bytes could tell, too, but most of the pool holds the usual ones: a search that is typed begins
/// with them, and so knows at once which clusters to look at.
struct ShortTextIndex {
  /// For each short text the clusters that hold it; nil for one that none holds.
  private var sets = [ClusterSet?](repeating: nil, count: 1 << 14)
  private let clusters: Int

  /// Makes an index of no texts of so many clusters.
  init(clusters: Int) { self.clusters = clusters }

  /// Adds each character and each pair of a text of a cluster.
  mutating func insert(_ text: String, cluster: Int) {
    insert(SearchFolding.folded(text).utf8.span, cluster: cluster)
  }

  /// Adds each character and each pair of a text of a cluster, as UTF-8.
  mutating func insert(_ text: Data, cluster: Int) {
    guard SearchFolding.isFolded(text.span) else {
      return insert(String(decoding: text, as: UTF8.self), cluster: cluster)
    }
    insert(text.span, cluster: cluster)
  }

  private mutating func insert(_ folded: Span<UInt8>, cluster: Int) {
    var texts = BitSet(below: sets.count)
    var last = 0
    for place in 0..<folded.count {
      let this = SearchNeedle.letterCode(folded[place])
      if this > 0 {
        texts.insert(this << 7)
        if last > 0 { texts.insert(last << 7 | this) }
      }
      last = this
    }
    texts.forEach { key in
      if sets[key] == nil { sets[key] = ClusterSet(count: clusters) }
      sets[key]?.insert(cluster)
    }
  }

  /// Stores it in the place of none.
  func store(in database: Database) throws {
    let insertion = try database.makeStatement(sql: "INSERT INTO shortText (letters, clusters) VALUES (?, ?)")
    for (key, set) in sets.enumerated() {
      if let set { try insertion.execute(arguments: [key, set.stored]) }
    }
  }

  /// The clusters that hold a short text.
  ///
  /// - Parameters:
  ///   - key: The key of the text.
  ///   - count: The number of clusters of the division.
  ///   - database: Where it is kept.
  /// - Returns: The clusters; none for a text that none holds.
  /// - Throws: When the index cannot be read.
  static func clusters(holding key: Int, of count: Int, in database: Database) throws -> ClusterSet {
    let statement = try database.cachedStatement(sql: "SELECT clusters FROM shortText WHERE letters = ?")
    let set = try statement.first([key]) { row in
      try row.withUnsafeData(atIndex: 0) { ClusterSet(stored: $0 ?? Data(), count: count) }
    }
    return set ?? ClusterSet(count: count)
  }
}

extension ClusterSet {
  /// The bits as the project file holds them: 64-bit words, little-endian.
  var stored: Data { words.map(\.littleEndian).withUnsafeBytes { Data($0) } }

  /// Reads what `stored` wrote.
  init(stored data: Data, count: Int) {
    self.init(
      count: count,
      words: data.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { offset in
          UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
      }
    )
  }
}
