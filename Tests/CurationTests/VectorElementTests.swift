import Testing

@testable import Curation

@Suite struct VectorElementTests {
  #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    @Test func `every half-precision number is what Swift's own says, and comes back`() {
      for bits in UInt16.min...UInt16.max {
        let (own, other) = (Float(halfBits: bits), Float(Float16(bitPattern: bits)))
        guard !other.isNaN else {
          #expect(own.isNaN && Float(halfBits: own.halfBits).isNaN)
          continue
        }
        if own.bitPattern != other.bitPattern || own.halfBits != bits {
          Issue.record("\(bits): \(own), \(other)")
        }
      }
    }

    @Test func `numbers between two of half precision are rounded as Swift rounds them`() {
      for bits in 0..<UInt16(0x7C00) {
        // The one half way to the next, and its neighbours: what lies between them is rounded as they are.
        let lower = Float(Float16(bitPattern: bits))
        let upper = bits == 0x7BFF ? 65536 : Float(Float16(bitPattern: bits + 1))
        let middle = (lower + upper) / 2
        for number in [middle.nextDown, middle, middle.nextUp, -middle] {
          if number.halfBits != Float16(number).bitPattern { Issue.record("\(number)") }
        }
      }
    }
  #endif

  @Test func `what half precision cannot hold is infinite or zero`() {
    #expect(Float(65519).halfBits == 0x7BFF && Float(65520).halfBits == 0x7C00)
    #expect(Float.greatestFiniteMagnitude.halfBits == 0x7C00 && (-Float.infinity).halfBits == 0xFC00)
    #expect(Float(0x1p-25).halfBits == 0 && Float(0x1p-25).nextUp.halfBits == 1)
    #expect(Float.leastNonzeroMagnitude.halfBits == 0 && (-Float(0)).halfBits == 0x8000)
  }
}
