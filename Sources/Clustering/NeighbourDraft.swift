public import Foundation

/// What a search for neighbours has done so far, for an equal one to go on from.
public struct NeighbourDraft: Equatable, Sendable {
  /// Which strips or trees are done.
  var isDone: [Bool]

  /// The nearest so far, of each row; what of others than these was looked at may be in it.
  var nearest: NearestSoFar

  /// A search that has not begun.
  init(units: Int, rows: Int) {
    isDone = [Bool](repeating: false, count: units)
    nearest = NearestSoFar(count: rows)
  }

  /// Whether it can be of the same search as another one.
  func fits(_ other: NeighbourDraft) -> Bool {
    isDone.count == other.isDone.count && nearest.rows.count == other.nearest.rows.count
  }

  /// The draft as bytes: 32-bit words, little-endian.
  public var stored: Data {
    var words = StoredWords()
    words.append(isDone.map { $0 ? 1 : 0 })
    words.append(nearest.rows)
    words.append(nearest.similarities.map { Int32(bitPattern: $0.bitPattern) })
    return words.data
  }

  /// Reads what `stored` made; nil for anything else.
  public init?(stored data: Data) {
    var words = StoredWords(data)
    guard
      let done = words.next(), let rows = words.next(), let similarities = words.next(), words.isAtEnd,
      rows.count == similarities.count, rows.allSatisfy({ $0 < rows.count })
    else { return nil }
    isDone = done.map { $0 != 0 }
    nearest = NearestSoFar(
      rows: rows,
      similarities: similarities.map { Float(bitPattern: UInt32(bitPattern: $0)) }
    )
  }
}
