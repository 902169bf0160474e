/// Some rows of a pool whose vectors lie side by side, few enough for the processor's cache.
struct Tile {
  /// How many rows fit: 256 vectors of 384 components take 384 KB.
  static let size = 256

  /// How many rows of the one tile are multiplied with how many of the other while they are in registers.
  private static let group = (own: 4, other: 2)

  /// The numbers of the rows, ascending.
  let rows: [Int32]

  private let vectors: [SIMD4<Float>]
  private let stride: Int

  init(_ rows: [Int32], of pool: UnitVectors) {
    self.rows = rows
    stride = pool.stride
    vectors = pool.gather(rows, inGroupsOf: Self.group.own)
  }

  /// Offers each row to each of another tile, and the other way round.
  func compare(with other: Tile, _ nearest: inout NearestSoFar, _ nearestOther: inout NearestSoFar) {
    forEachPair(with: other, from: { _ in 0 }) { index, otherIndex, similarity in
      nearest.offer(other.rows[otherIndex], at: similarity, to: index)
      nearestOther.offer(rows[index], at: similarity, to: otherIndex)
    }
  }

  /// Offers each row to all the others.
  func compareInside(_ nearest: inout NearestSoFar) {
    // Pairs come in groups: those at the diagonal hold rows themselves and pairs that come again.
    forEachPair(with: self, from: { $0 }) { index, otherIndex, similarity in
      guard otherIndex > index else { return }
      nearest.offer(rows[otherIndex], at: similarity, to: index)
      nearest.offer(rows[index], at: similarity, to: otherIndex)
    }
  }

  /// Computes similarities, in groups of eight: each component that is read is used two or four times.
  ///
  /// Each is summed in one order, wherever in a group it stands, and does not depend on which row is named first.
  @inline(__always)
  private func forEachPair(
    with other: Tile,
    from first: (_ index: Int) -> Int,
    _ body: (_ index: Int, _ otherIndex: Int, _ similarity: Float) -> Void
  ) {
    let (count, otherCount, stride) = (rows.count, other.rows.count, stride)
    vectors.withUnsafeBufferPointer { own in
      other.vectors.withUnsafeBufferPointer { others in
        for index in Swift.stride(from: 0, to: count, by: Self.group.own) {
          let start = index * stride
          for otherIndex in Swift.stride(from: first(index), to: otherCount, by: Self.group.other) {
            let otherStart = otherIndex * stride
            var (sum00, sum10, sum20, sum30) = (
              SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero
            )
            var (sum01, sum11, sum21, sum31) = (sum00, sum00, sum00, sum00)
            for offset in 0..<stride {
              let left = others[otherStart + offset]
              let right = others[otherStart + stride + offset]
              let row0 = own[start + offset]
              sum00 += row0 * left
              sum01 += row0 * right
              let row1 = own[start + stride + offset]
              sum10 += row1 * left
              sum11 += row1 * right
              let row2 = own[start + 2 * stride + offset]
              sum20 += row2 * left
              sum21 += row2 * right
              let row3 = own[start + 3 * stride + offset]
              sum30 += row3 * left
              sum31 += row3 * right
            }
            func tell(_ row: Int, _ left: SIMD4<Float>, _ right: SIMD4<Float>) {
              guard index + row < count else { return }
              body(index + row, otherIndex, left.sum())
              if otherIndex + 1 < otherCount { body(index + row, otherIndex + 1, right.sum()) }
            }
            tell(0, sum00, sum01)
            tell(1, sum10, sum11)
            tell(2, sum20, sum21)
            tell(3, sum30, sum31)
          }
        }
      }
    }
  }
}
