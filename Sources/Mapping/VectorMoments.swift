/// The mean and the scatter of vectors that are handed over block by block.
///
/// Rows are gathered in tiles of 128; each tile is centred on its own mean and merged with what came before
/// (T. F. Chan, G. H. Golub, R. J. LeVeque, “Algorithms for computing the sample variance”, 1983). How the rows
/// were cut into blocks therefore makes no difference, nor does a mean far from zero. All sums are Float64 in one
/// fixed order without fused multiplication: the result is the same to the bit on every machine.
///
/// It takes about `4 d²` bytes, whatever the number of vectors; longer ones than 1,024 are folded to that first.
public struct VectorMoments: Sendable {
  /// Four neighbouring components.
  typealias Quad = SIMD4<Double>

  private static let tileRows = 128

  /// The length of each vector, d.
  public let dimensions: Int

  /// The number of vectors so far, n.
  public var count: Int { merged + pending }

  let folding: VectorFolding

  /// Quads in a row.
  private let quads: Int
  /// Rows that are part of `mean` and `scatter`.
  private var merged = 0
  /// Rows that stand in the tile.
  private var pending = 0
  /// The rows not yet merged: `quads × tileRows`, each quad's rows together.
  private var tile: [Quad]
  private var mean: [Quad]
  /// Sums of products of deviations: four rows for each pair of quads on or above the diagonal.
  private var scatter: [Quad]

  /// Makes moments of no vectors.
  ///
  /// - Throws: `MappingError.noDimensions` for less than one dimension.
  public init(dimensions: Int) throws(MappingError) {
    try self.init(dimensions: dimensions, maximumWidth: VectorFolding.standardWidth)
  }

  init(dimensions: Int, maximumWidth: Int) throws(MappingError) {
    guard dimensions > 0 else { throw .noDimensions(dimensions) }
    self.dimensions = dimensions
    folding = VectorFolding(dimensions: dimensions, maximumWidth: maximumWidth)
    quads = (folding.width + 3) / 4
    tile = Array(repeating: .zero, count: quads * Self.tileRows)
    mean = Array(repeating: .zero, count: quads)
    scatter = Array(repeating: .zero, count: quads * (quads + 1) / 2 * 4)
  }

  /// Adds the next vectors, `rows × d` components, row-major.
  ///
  /// - Throws: `MappingError.notFinite` with the number of the row, or `.partialVector`; nothing is added then.
  public mutating func add(_ block: ArraySlice<Float>) throws(MappingError) {
    let rows = try block.vectorCount(dimensions: dimensions, firstRow: count)
    for row in 0..<rows {
      store(block, from: block.startIndex + row * dimensions)
      if pending == Self.tileRows { mergeTile() }
    }
  }

  /// The scatter of all vectors so far as a full matrix.
  func scatterMatrix() -> SymmetricMatrix {
    var whole = self
    whole.mergeTile()
    var matrix = SymmetricMatrix(size: folding.width)
    var position = 0
    for left in 0..<quads {
      for right in left..<quads {
        for lane in 0..<4 {
          for otherLane in 0..<4 where 4 * left + lane < matrix.size && 4 * right + otherLane < matrix.size {
            matrix.set(whole.scatter[position + lane][otherLane], 4 * left + lane, 4 * right + otherLane)
          }
        }
        position += 4
      }
    }
    return matrix
  }

  /// The mean of all vectors so far, folded.
  func foldedMean() -> [Double] {
    var whole = self
    whole.mergeTile()
    return (0..<folding.width).map { whole.mean[$0 / 4][$0 % 4] }
  }

  private mutating func store(_ block: ArraySlice<Float>, from start: Int) {
    let (row, rows, quads, folding) = (pending, Self.tileRows, quads, folding)
    tile.withUnsafeMutableBufferPointer { tile in
      guard folding.isNeeded else {
        for component in 0..<folding.dimensions {
          tile[component / 4 * rows + row][component % 4] = Double(block[start + component])
        }
        return
      }
      for quad in 0..<quads { tile[quad * rows + row] = .zero }
      for component in 0..<folding.dimensions {
        let target = folding.target(of: component)
        tile[target / 4 * rows + row][target % 4] +=
          folding.sign(of: component) * Double(block[start + component])
      }
    }
    pending += 1
  }

  /// Adds the rows of the tile to the moments and empties it.
  private mutating func mergeTile() {
    guard pending > 0 else { return }
    let shift = centreTile()
    addTileProducts()
    let weight = Double(merged) * Double(pending) / Double(merged + pending)
    var position = 0
    for left in 0..<quads {
      for right in left..<quads {
        for lane in 0..<4 { scatter[position + lane] += (weight * shift[left][lane]) * shift[right] }
        position += 4
      }
    }
    let part = Double(pending) / Double(merged + pending)
    for quad in 0..<quads { mean[quad] += part * shift[quad] }
    merged += pending
    pending = 0
  }

  /// Subtracts the tile's own mean from its rows and returns how far that is from the mean so far.
  private mutating func centreTile() -> [Quad] {
    (0..<quads).map { quad in
      let rows = quad * Self.tileRows..<quad * Self.tileRows + pending
      let centre = tile[rows].reduce(.zero, +) / Double(pending)
      for row in rows { tile[row] -= centre }
      return centre - mean[quad]
    }
  }

  /// Adds the products of the tile's components, four by four so that sixteen sums stay in registers.
  private mutating func addTileProducts() {
    let (rows, quads, pending) = (Self.tileRows, quads, pending)
    tile.withUnsafeBufferPointer { tile in
      scatter.withUnsafeMutableBufferPointer { scatter in
        var position = 0
        for left in 0..<quads {
          for right in left..<quads {
            var (first, second, third, fourth) = (Quad.zero, Quad.zero, Quad.zero, Quad.zero)
            for row in 0..<pending {
              let (scales, values) = (tile[left * rows + row], tile[right * rows + row])
              first += scales[0] * values
              second += scales[1] * values
              third += scales[2] * values
              fourth += scales[3] * values
            }
            scatter[position] += first
            scatter[position + 1] += second
            scatter[position + 2] += third
            scatter[position + 3] += fourth
            position += 4
          }
        }
      }
    }
  }
}

extension ArraySlice<Float> {
  /// The number of vectors in a block, all of them whole and finite.
  func vectorCount(dimensions: Int, firstRow: Int) throws(MappingError) -> Int {
    guard count.isMultiple(of: dimensions) else {
      throw .partialVector(components: count, dimensions: dimensions)
    }
    if let bad = firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: firstRow + (bad - startIndex) / dimensions)
    }
    return count / dimensions
  }
}
