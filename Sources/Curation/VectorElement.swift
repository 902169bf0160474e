/// How a component of a vector is stored.
public enum VectorElement: String, CaseIterable, Sendable {
  /// IEEE 754 half precision, which has 11 binary digits and ends at 65,504.
  case float16
  /// IEEE 754 single precision, in which all is computed.
  case float32

  /// The bytes that a component takes.
  public var byteCount: Int {
    switch self {
    case .float16: 2
    case .float32: 4
    }
  }
}

// Swift has no `Float16` on every platform. Where it has one, converting calls a function for each number, unless the
// program is compiled for newer processors only; these few operations are done to several numbers at once.
extension Float {
  /// Makes the number that 16 bits stand for in half precision; each has its like.
  @inlinable public init(halfBits bits: UInt16) {
    // Exponent and fraction move to their places; what the exponents count from differs by 112. A multiplication
    // makes up for it in subnormal numbers, too.
    let magnitude = UInt32(bits & 0x7FFF) << 13
    let scaled = (Float(bitPattern: magnitude) * 0x1p112).bitPattern
    let isFinite = magnitude < 0x0F80_0000
    self.init(bitPattern: (isFinite ? scaled : scaled | 0x7F80_0000) | UInt32(bits & 0x8000) << 16)
  }

  /// The number in half precision: the nearest, of two equally near ones the even one, infinite beyond 65,520.
  @inlinable public var halfBits: UInt16 {
    let sign = UInt16(truncatingIfNeeded: bitPattern >> 16) & 0x8000
    let magnitude = bitPattern & 0x7FFF_FFFF
    guard magnitude < 0x4780_0000 else { return sign | (magnitude > 0x7F80_0000 ? 0x7E00 : 0x7C00) }
    guard magnitude >= 0x3880_0000 else {
      // Below the least normal number the sum with 0.5 is rounded to just the digits that are left.
      let sum = (Float(bitPattern: magnitude) + 0.5).bitPattern
      return sign | UInt16(truncatingIfNeeded: sum &- Float(0.5).bitPattern)
    }
    let odd = magnitude >> 13 & 1
    return sign | UInt16(truncatingIfNeeded: (magnitude &- 0x3800_0000 &+ 0xFFF &+ odd) >> 13)
  }
}
