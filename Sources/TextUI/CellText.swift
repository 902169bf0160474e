/// What one cell of the screen shows: a spacing scalar with at most four marks, or a flag's two indicators.
///
/// The UTF-8 bytes stand in the value itself, so that thousands of cells are copied and compared as numbers.
public struct CellText: Hashable, Sendable {
  /// The most bytes that a cell can hold: five scalars have up to 20.
  private static let capacity = 23

  /// An empty cell.
  public static let blank = CellText(" ".utf8, width: 1)

  /// The bytes, eight in each, the first in the lowest; the highest byte of the last is their number.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  /// Columns, 1 or 2.
  private var columns: UInt8

  /// Columns, 1 or 2.
  public var width: Int { Int(columns) }

  /// Only a `DisplayText` makes them.
  init(_ utf8: some Collection<UInt8>, width: Int) {
    columns = UInt8(truncatingIfNeeded: width)
    guard utf8.count <= Self.capacity else {
      self = CellText(repeatElement(UInt8(ascii: "?"), count: width), width: width)
      return
    }
    var place = 0
    for byte in utf8 {
      let bits = UInt64(byte) << UInt64(place % 8 * 8)
      switch place / 8 {
      case 0: first |= bits
      case 1: second |= bits
      default: third |= bits
      }
      place += 1
    }
    third |= UInt64(place) << 56
  }

  /// The scalars, ready to be written to a terminal.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the UTF-8 bytes to others.
  public func append(to bytes: inout [UInt8]) {
    let count = Int(third >> 56)
    var rest = first
    for place in 0..<count {
      if place == 8 { rest = second } else if place == 16 { rest = third }
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}
