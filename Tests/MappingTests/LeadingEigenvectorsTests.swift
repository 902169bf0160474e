import TestSupport
import Testing

@testable import Mapping

@Suite struct LeadingEigenvectorsTests {
  /// A matrix `BᵀB` of random components.
  private func randomMatrix(size: Int, rank: Int, seed: UInt64) -> SymmetricMatrix {
    var generator = SplitMix(state: seed)
    let rows = (0..<rank).map { _ in (0..<size).map { _ in Double.random(in: -1...1, using: &generator) } }
    var matrix = SymmetricMatrix(size: size)
    for left in 0..<size {
      for right in left..<size { matrix.set(rows.reduce(0) { $0 + $1[left] * $1[right] }, left, right) }
    }
    return matrix
  }

  private func product(_ matrix: SymmetricMatrix, _ vector: [Double]) -> [Double] {
    (0..<matrix.size).map { row in (0..<matrix.size).reduce(0) { $0 + matrix[row, $1] * vector[$1] } }
  }

  private func inner(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test(arguments: [(2, 2), (3, 1), (5, 9), (17, 40), (40, 3), (64, 200)])
  func `they are eigenvectors, of length 1 and at right angles`(size: Int, rank: Int) {
    let matrix = randomMatrix(size: size, rank: rank, seed: UInt64(size))
    let pairs = LeadingEigenvectors(of: matrix).pairs
    #expect(pairs.count == 2)
    #expect(pairs[0].value >= pairs[1].value)
    for pair in pairs where pair.value > 1e-9 {
      let image = product(matrix, pair.vector)
      #expect(zip(image, pair.vector).allSatisfy { abs($0 - pair.value * $1) < 1e-9 * pairs[0].value })
      #expect(abs(inner(pair.vector, pair.vector) - 1) < 1e-12)
    }
    if pairs[1].value > 1e-9 { #expect(abs(inner(pairs[0].vector, pairs[1].vector)) < 1e-10) }
    if rank == 1 { #expect(pairs[1].value < 1e-12 * pairs[0].value) }
  }

  @Test func `none are larger`() {
    let matrix = randomMatrix(size: 12, rank: 30, seed: 9)
    let all = matrix.eigenPairs()
    let leading = LeadingEigenvectors(of: matrix).pairs
    #expect(zip(leading, all).allSatisfy { abs($0.value - $1.value) < 1e-10 * all[0].value })
    #expect(abs(all.reduce(0) { $0 + $1.value } - matrix.trace) < 1e-10)
  }

  @Test func `where all directions are alike any two will do`() {
    var matrix = SymmetricMatrix(size: 30)
    for index in 0..<30 { matrix.set(2, index, index) }
    let pairs = LeadingEigenvectors(of: matrix).pairs
    #expect(pairs.allSatisfy { abs($0.value - 2) < 1e-12 })
    #expect(abs(inner(pairs[0].vector, pairs[1].vector)) < 1e-12)
  }

  @Test func `a single number is its own eigenvalue`() {
    var matrix = SymmetricMatrix(size: 1)
    matrix.set(3, 0, 0)
    let pairs = LeadingEigenvectors(of: matrix).pairs
    #expect(pairs.count == 1)
    #expect(pairs[0].value == 3 && abs(pairs[0].vector[0]) == 1)
  }
}
