/// Rows with which something is wrong, the first of them by their numbers.
public struct RowList: Equatable, Sendable {
  /// How many are told by their numbers.
  public static let longest = 10

  /// The first of them, counted from 0, ascending.
  public private(set) var first: [Int] = []

  /// How many there are.
  public private(set) var count = 0

  /// Makes a list of rows, ascending.
  public init(_ rows: some Sequence<Int> = []) {
    for row in rows { add(row) }
  }

  /// Adds a row beyond the last.
  public mutating func add(_ row: Int) {
    count += 1
    if first.count < Self.longest { first.append(row) }
  }

  /// The row that a message names.
  var named: Int { first.first ?? 0 }

  /// What a message says about all others than the named one.
  var others: String {
    guard count > 1 else { return "" }
    let rows = first.dropFirst().map(String.init).joined(separator: ", ")
    return "; likewise row\(count == 2 ? "" : "s") \(rows)"
      + (count > first.count ? " and \(count - first.count) more" : "")
  }
}
