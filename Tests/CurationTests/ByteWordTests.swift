import Curation
import Testing

@Suite struct ByteWordTests {
  /// The places of which a mask says that something is true; nothing where it has bits that it should not.
  private func places(_ mask: UInt64) -> [Int]? {
    mask & ~0x8080_8080_8080_8080 == 0 ? (0..<8).filter { mask >> ($0 * 8 + 7) & 1 == 1 } : nil
  }

  @Test func `each byte is told by itself, whatever stands beside it`() {
    for neighbour: UInt8 in [0, 1, 0x1F, 0x20, 0x21, 0x22, 0x7F, 0x80, 0xA2, 0xFF] {
      for value in UInt8.min...UInt8.max {
        for place in 0..<8 {
          var bytes = [UInt8](repeating: neighbour, count: 9)
          bytes[place + 1] = value
          let word = ByteWord(bytes.span, at: 1)
          let eight = bytes.dropFirst().enumerated()
          #expect(places(word.beyondASCII) == eight.filter { $0.element >= 0x80 }.map(\.offset))
          for other: UInt8 in [0x20, 0x22] {
            #expect(places(word.equal(to: other)) == eight.filter { $0.element == other }.map(\.offset))
          }
          for limit: UInt8 in [1, 0x20, 0x80] {
            #expect(places(word.less(than: limit)) == eight.filter { $0.element < limit }.map(\.offset))
          }
        }
      }
    }
  }
}
