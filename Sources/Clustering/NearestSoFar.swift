/// For each of some rows the most similar other row found so far; of equals the one with the lower number.
///
/// What it comes to does not depend on the order in which rows are offered.
struct NearestSoFar: Equatable, Sendable {
  /// The most similar row, -1 for none.
  private(set) var rows: [Int32]
  private(set) var similarities: [Float]

  /// Takes over what was found before; both have one number for each row.
  init(rows: [Int32], similarities: [Float]) {
    self.rows = rows
    self.similarities = similarities
  }

  init(count: Int) {
    rows = [Int32](repeating: -1, count: count)
    similarities = [Float](repeating: -.infinity, count: count)
  }

  /// Takes `row` for the nearest to the one at `index` if it is.
  @inline(__always)
  mutating func offer(_ row: Int32, at similarity: Float, to index: Int) {
    if similarity > similarities[index] || similarity == similarities[index] && row < rows[index] {
      similarities[index] = similarity
      rows[index] = row
    }
  }

  /// Takes over what another search found for some of the rows.
  mutating func merge(_ found: NearestSoFar, at indices: some Collection<Int32>) {
    for (position, index) in indices.enumerated() where found.rows[position] >= 0 {
      offer(found.rows[position], at: found.similarities[position], to: Int(index))
    }
  }
}
