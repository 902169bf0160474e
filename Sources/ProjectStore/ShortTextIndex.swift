internal import Curation
internal import Foundation
internal import GRDB

/// Which clusters hold one or two ASCII characters in a row, in the texts, ids and label of their candidates.
///
/// The index of three letters cannot tell, and a search that is typed begins with them: without this, a rare pair
/// has every text of the pool read.
enum ShortTextIndex {
  /// Builds it anew for a division.
  ///
  /// - Parameters:
  ///   - division: The division.
  ///   - database: Where it is kept.
  ///   - step: Done with each candidate.
  /// - Throws: When it cannot be written; what `step` throws.
  static func build(
    for division: Division,
    in database: Database,
    each step: () throws -> Void = {}
  ) throws {
    try database.execute(sql: "DELETE FROM shortText")
    var sets = [ClusterSet?](repeating: nil, count: 1 << 14)
    var texts = ShortTexts()
    var cluster = 0
    func finish() {
      texts.forEach { key in
        if sets[key] == nil { sets[key] = ClusterSet(count: division.clusters) }
        sets[key]?.insert(cluster)
      }
      texts = ShortTexts()
    }
    let members = try Row.fetchCursor(
      database,
      sql: """
        SELECT member.cluster, text, input, id, iif(position = 0, label, '')
        FROM member CROSS JOIN instruction ON instruction.row = member.row
        CROSS JOIN cluster ON cluster.division = member.division AND cluster.number = member.cluster
        WHERE member.division = ? ORDER BY member.cluster, member.position
        """,
      arguments: [division.id]
    )
    while let member = try members.next() {
      try step()
      let number: Int = try member.value(0)
      if number != cluster {
        finish()
        cluster = number
      }
      for column in 1...4 { texts.insert(all: SearchFolding.folded(try member.text(column))) }
    }
    finish()
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

/// The short texts that a cluster holds: one bit each.
private struct ShortTexts {
  private var words = [UInt64](repeating: 0, count: (1 << 14) / 64)

  /// Adds each character and each pair of a folded text.
  mutating func insert(all text: String) {
    var text = text
    text.withUTF8 { bytes in
      var last = 0
      for byte in bytes {
        let this = SearchNeedle.letterCode(byte)
        if this > 0 {
          insert(this << 7)
          if last > 0 { insert(last << 7 | this) }
        }
        last = this
      }
    }
  }

  private mutating func insert(_ key: Int) { words[key / 64] |= 1 << (key % 64) }

  func forEach(_ body: (Int) -> Void) {
    for (index, var word) in words.enumerated() {
      while word != 0 {
        body(index * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
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
