import Curation

/// The vectors of a pool in 16-bit integers beside what they stand for, which tell distances quickly up to a known
/// error.
///
/// Each vector has a scale of its own, that makes it `length` long. The product of two then fits 32 bits (inequality
/// of Cauchy and Schwarz), and processors add such products up eight and more at a time; what rounding amounts to is
/// worked out for each vector. Only where that leaves a doubt has a distance to be worked out from `pool`.
struct QuantizedVectors: Sendable {
  /// What the vectors stand for.
  let pool: PoolVectors

  /// The components, row-major, padded with zeros to whole registers.
  private let components: [SIMD8<Int16>]

  /// The number of registers that a vector takes.
  private let stride: Int

  /// For each vector what 1 stands for.
  private let steps: [Double]

  /// For each vector how far it is from what its components stand for.
  private let errors: [Double]

  /// The length that vectors are scaled to; the square must fit 32 bits with some room for rounding.
  private static let length = 40_000.0

  /// Rounds the vectors of a pool, which must be finite.
  init(_ pool: PoolVectors) {
    self.pool = pool
    var steps: [Double] = []
    var errors: [Double] = []
    let stride = (pool.dimensions + 7) / 8
    var components = [SIMD8<Int16>](repeating: .zero, count: pool.count * stride)
    for row in 0..<pool.count {
      let vector = pool.values[pool.range(of: row)]
      // A single large component must fit 16 bits, too.
      let largest = Double(vector.lazy.map { $0.magnitude }.max() ?? 0)
      let step = max(pool.lengths[row] / Self.length, largest / Double(Int16.max))
      var square = 0.0
      for (index, component) in vector.enumerated() where step > 0 {
        let quotient = Double(component) / step
        let rounded = Int16(truncatingIfNeeded: Int32(quotient + (quotient < 0 ? -0.5 : 0.5)))
        components[row * stride + index / 8][index % 8] = rounded
        let rest = Double(component) - Double(rounded) * step
        square += rest * rest
      }
      steps.append(step)
      errors.append(square.squareRoot())
    }
    self.components = components
    self.stride = stride
    self.steps = steps
    self.errors = errors
  }

  /// What the squared Euclidean distance of two vectors cannot be below, and cannot be above.
  @inline(__always)
  func squaredDistanceBounds(_ row: Int, _ otherRow: Int) -> ClosedRange<Double> {
    let (length, otherLength) = (pool.lengths[row], pool.lengths[otherRow])
    let square = length * length + otherLength * otherLength
    let product = Double(self.product(row, otherRow)) * steps[row] * steps[otherRow]
    let doubt = 2 * (errors[row] * otherLength + errors[otherRow] * (length + errors[row]))
    // All that is worked out in Float64, here and for the distance itself, is rounded, too.
    let rounding = Double(pool.dimensions + 8) * 0x1p-50 * square
    let middle = square - 2 * product
    return (middle - doubt - rounding)...(middle + doubt + rounding)
  }

  @inline(__always)
  private func product(_ row: Int, _ otherRow: Int) -> Int32 {
    components.withUnsafeBufferPointer { components in
      let (left, right) = (row * stride, otherRow * stride)
      var sum = SIMD4<Int32>.zero
      for register in 0..<stride {
        // Written out like this it is one instruction on most processors: 16 bits times 16 bits, added in pairs.
        let products =
          SIMD8<Int32>(truncatingIfNeeded: components[left + register])
          &* SIMD8<Int32>(truncatingIfNeeded: components[right + register])
        sum &+= products.evenHalf &+ products.oddHalf
      }
      return sum.wrappedSum()
    }
  }
}
