internal import COneDNN

/// The matrices of one batch on its way through the layers, of as many rows as fill whole tiles.
///
/// Rows behind the last token begin as zeros and are computed with the others; nobody reads them.
final class Workspace {
  /// The number of tiles.
  let tiles: Int

  /// What lies between the two linear layers of a tile: rows × intermediate width, in either precision.
  let intermediate: UnsafeMutablePointer<Float>

  /// Room for the scores of one text.
  let attentionRoom: UnsafeMutablePointer<Float>

  private let width: Int
  private let hiddenRows: UnsafeMutablePointer<Float>
  private let projectionRows: UnsafeMutablePointer<Float>
  private let contextRows: UnsafeMutablePointer<Float>
  private let narrowRows: UnsafeMutablePointer<UInt16>?

  /// Makes room for a number of tokens, of which no text has more than `longest`.
  init(tokens: Int, longest: Int, sizes: BertConfiguration, precision: Precision) {
    func room(_ count: Int) -> UnsafeMutablePointer<Float> {
      let numbers = UnsafeMutablePointer<Float>.allocate(capacity: count)
      numbers.initialize(repeating: 0, count: count)
      return numbers
    }
    tiles = Tile.count(for: tokens)
    width = sizes.width
    let rows = tiles * Tile.rows
    hiddenRows = room(rows * width)
    projectionRows = room(rows * 3 * width)
    contextRows = room(rows * width)
    intermediate = room(Tile.rows * sizes.intermediateWidth)
    attentionRoom = room(Int(dn_attention_room(Int32(longest))))
    narrowRows = precision == .float32 ? nil : .allocate(capacity: Tile.rows * width)
  }

  deinit {
    hiddenRows.deallocate()
    projectionRows.deallocate()
    contextRows.deallocate()
    intermediate.deallocate()
    attentionRoom.deallocate()
    narrowRows?.deallocate()
  }

  /// A token's vector.
  func hidden(row: Int) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: hiddenRows + row * width, count: width)
  }

  /// The token vectors of a tile.
  func hidden(_ tile: Int) -> UnsafeMutablePointer<Float> { hiddenRows + tile * Tile.rows * width }

  /// The queries, keys and values of a tile.
  func projections(_ tile: Int) -> UnsafeMutablePointer<Float> { projections(row: tile * Tile.rows) }

  /// The queries, keys and values from a token on.
  func projections(row: Int) -> UnsafeMutablePointer<Float> { projectionRows + row * 3 * width }

  /// What attention gathered for a tile.
  func context(_ tile: Int) -> UnsafeMutablePointer<Float> { context(row: tile * Tile.rows) }

  /// What attention gathers from a token on.
  func context(row: Int) -> UnsafeMutablePointer<Float> { contextRows + row * width }

  /// A tile's rows as linear layers take them: themselves, or rounded to bfloat16 until the next are asked for.
  func source(_ rows: UnsafeMutablePointer<Float>) -> UnsafeRawPointer {
    guard let narrowRows else { return UnsafeRawPointer(rows) }
    dn_round_to_bfloat16(rows, narrowRows, Int32(Tile.rows * width))
    return UnsafeRawPointer(narrowRows)
  }
}
