import COneDNN
import Curation
import TestSupport
import Testing

@testable import Clustering

@Suite struct MatrixProductTests {
  @Test func `the library of matrix products is there`() {
    var products: [Float] = [0, 0]
    #expect(dn_multiply(1, 2, 2, [1, 2], [3, 4, 5, 6], &products))
    #expect(products == [11, 17])
  }

  /// 19 is two registers and a rest.
  @Test(arguments: [1, 8, 19])
  func `what is computed with and without the library is the same up to rounding`(width: Int) throws {
    var generator = SplitMix64(seed: 4)
    let left = try randomEmbeddings(&generator, rows: 5, dimensions: width).values
    let right = try randomEmbeddings(&generator, rows: 7, dimensions: width).values
    var (products, plain) = ([Float](repeating: 0, count: 35), [Float](repeating: 0, count: 35))
    MatrixProduct.multiply(5, 7, width: width, left, right, into: &products)
    MatrixProduct.multiplyPlainly(5, 7, width: width, left, right, into: &plain)
    for place in 0..<35 {
      let terms = (0..<width).map {
        Double(left[place / 7 * width + $0]) * Double(right[place % 7 * width + $0])
      }
      let (exact, size) = (terms.reduce(0, +), terms.reduce(0) { $0 + abs($1) })
      let bound = size * Double(width) * Double(Float.ulpOfOne)
      #expect(abs(Double(products[place]) - exact) <= bound)
      #expect(abs(Double(plain[place]) - exact) <= bound)
    }
  }
}
