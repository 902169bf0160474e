import COneDNN

/// Products of all rows of one matrix with all rows of another.
enum MatrixProduct {
  /// Computes `products = left · rightᵀ` in Float32, row-major.
  ///
  /// Each product is a sum in an order that depends on the machine: what is built on it must not depend on the
  /// last bits.
  ///
  /// - Parameters:
  ///   - rows: The number of rows of `left`.
  ///   - columns: The number of rows of `right`.
  ///   - width: The length of both matrices' rows.
  ///   - left: `rows × width` numbers.
  ///   - right: `columns × width` numbers.
  ///   - products: Room for `rows × columns` numbers.
  static func multiply(
    _ rows: Int,
    _ columns: Int,
    width: Int,
    _ left: UnsafePointer<Float>,
    _ right: UnsafePointer<Float>,
    into products: UnsafeMutablePointer<Float>
  ) {
    guard !dn_multiply(Int32(rows), Int32(columns), Int32(width), left, right, products) else { return }
    multiplyPlainly(rows, columns, width: width, left, right, into: products)
  }

  /// What `multiply` does where no library for it is installed.
  static func multiplyPlainly(
    _ rows: Int,
    _ columns: Int,
    width: Int,
    _ left: UnsafePointer<Float>,
    _ right: UnsafePointer<Float>,
    into products: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<rows {
      for column in 0..<columns {
        products[row * columns + column] = dot(left + row * width, right + column * width, width)
      }
    }
  }

  private static func dot(
    _ left: UnsafePointer<Float>,
    _ right: UnsafePointer<Float>,
    _ width: Int
  ) -> Float {
    var sums = SIMD8<Float>.zero
    var index = 0
    while index + 8 <= width {
      for lane in 0..<8 { sums[lane] += left[index + lane] * right[index + lane] }
      index += 8
    }
    var sum = sums.sum()
    while index < width {
      sum += left[index] * right[index]
      index += 1
    }
    return sum
  }
}
